import { z } from 'zod';
import { noParts, partsSchema } from '../../definitions/parts.ts';
import { type Names, namesOfCases, type Runs } from '../cases/names.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import { Definition } from './Definition.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { Submission } from './Submission.ts';

/** A problem of a drawing as the engine reports it; its text comes from the message files by code. */
export const problemShape = z.object({
  elementId: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const change = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  elementId: z.string(),
  elementType: z.string(),
  name: z.string().nullable(),
  field: z.string().optional(),
  before: z.string().nullable().optional(),
  after: z.string().nullable().optional(),
});

export const definitionLine = z.object({
  key: z.string(),
  name: z.string(),
  state: z.enum(['draft', 'submitted', 'published']),
  version: z.number().nullable().describe('Newest published version'),
  updatedAt: z.string(),
  updatedBy: z.string(),
});

export const draftShape = z.object({ xml: z.string(), revision: z.number(), savedBy: z.string(), savedAt: z.string(), form: z.unknown(), parts: partsSchema });

const versionLine = z.object({
  version: z.number(),
  hash: z.string().describe('Content hash over program, drawing, form and profile'),
  profile: z.enum(['matter', 'bpmn']),
  publishedBy: z.string(),
  publishedAt: z.string(),
  submittedBy: z.string(),
  note: z.string(),
  changes: z.array(change),
});

export const definitionShape = definitionLine.extend({
  draft: draftShape,
  versions: z.array(versionLine),
  submission: z
    .object({ revision: z.number(), submittedBy: z.string(), submittedAt: z.string(), note: z.string(), xml: z.string(), xmlHash: z.string(), form: z.unknown(), parts: partsSchema, changes: z.array(change) })
    .nullable(),
  rejection: z.object({ by: z.string(), at: z.string(), comment: z.string() }).nullable(),
});

export const versionShape = versionLine.extend({
  xml: z.string(),
  program: z.unknown(),
  programHash: z.string(),
  xmlHash: z.string(),
  form: z.unknown(),
  parts: partsSchema,
  pins: z.record(z.string(), z.object({ key: z.string(), version: z.number(), contentHash: z.string() })).describe('Called processes, pinned'),
});

/** All definitions as lines, by key. */
export async function describeAll(em: EntityManager, language: Language): Promise<z.input<typeof definitionLine>[]> {
  const definitions = await em.find(Definition, {}, { orderBy: { key: 'asc' }, fields: ['key', 'name', 'version', 'publishedRevision', 'revision', 'savedAt', 'savedBy'] });
  const pending = new Set((await em.find(Submission, { state: 'pending' }, { fields: ['definition'] })).map(({ definition }) => definition));
  const names = await namesOfCases(em, definitions.flatMap(runsOf), language);
  return definitions.map((each) => describeLine(each as Definition, names(runsOf(each)[0]), pending.has(each.key)));
}

/** One definition with its draft, its versions and what waits for review. */
export async function describeDefinition(em: EntityManager, definition: Definition, language: Language): Promise<z.input<typeof definitionShape>> {
  const versions = await em.find(DefinitionVersion, { key: definition.key }, { orderBy: { version: 'desc' }, exclude: ['xml', 'program', 'form', 'parts'] });
  const [last] = await em.find(Submission, { definition: definition.key, state: { $ne: 'superseded' } }, { orderBy: { submittedAt: 'desc', id: 'desc' }, limit: 1 });
  const pending = last?.state === 'pending' ? last : null;
  const names = await namesOfCases(em, runsOf(definition), language);
  return {
    ...describeLine(definition, names(runsOf(definition)[0]), pending !== null),
    draft: describeDraft(definition),
    versions: versions.map((each) => describeVersionLine(each as DefinitionVersion)),
    submission: pending && {
      revision: pending.revision, submittedBy: pending.submittedBy, submittedAt: pending.submittedAt, note: pending.note,
      xml: pending.xml, xmlHash: pending.xmlHash, form: pending.form ?? null, parts: pending.parts ?? noParts, changes: pending.changes,
    },
    rejection: last?.state === 'rejected' ? { by: last.reviewedBy ?? '', at: last.reviewedAt ?? '', comment: last.comment ?? '' } : null,
  };
}

export function describeDraft(definition: Definition): z.input<typeof draftShape> {
  return { xml: definition.draftXml, revision: definition.revision, savedBy: definition.savedBy, savedAt: definition.savedAt, form: definition.draftForm ?? null, parts: definition.draftParts ?? noParts };
}

/** A published version whole, after checking it against its hashes; throws DEFINITION_HASH_MISMATCH. */
export function describeVersion(version: DefinitionVersion): z.input<typeof versionShape> {
  return {
    ...describeVersionLine(version),
    xml: version.xml, program: version.verified(), programHash: version.programHash, xmlHash: version.xmlHash, form: version.form ?? null, parts: version.parts ?? noParts, pins: version.pins,
  };
}

/** What a case of the newest version would run: it knows the name in English. */
const runsOf = ({ key, version }: Pick<Definition, 'key' | 'version'>): Runs[] => (version == null ? [] : [{ matter: key, definitionVersion: version }]);

function describeLine(definition: Definition, names: Names, submitted: boolean): z.input<typeof definitionLine> {
  const { key, name, version, revision, publishedRevision, savedAt, savedBy } = definition;
  const state = submitted ? 'submitted' : publishedRevision === revision ? 'published' : 'draft';
  return { key, name: names.matter(name), state, version: version ?? null, updatedAt: savedAt, updatedBy: savedBy };
}

function describeVersionLine(version: DefinitionVersion): z.input<typeof versionLine> {
  const { contentHash: hash, profile, publishedBy, publishedAt, submittedBy, note, changes } = version;
  return { version: version.version, hash, profile, publishedBy, publishedAt, submittedBy, note, changes };
}
