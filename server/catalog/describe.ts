import { z } from 'zod';
import { civilDate } from '../../engine/clock/civil.ts';
import { noParts, partsSchema } from '../../definitions/parts.ts';
import { type Names, namesOfCases } from '../cases/names.ts';
import type { Runs } from '../cases/programOf.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import { Definition } from './Definition.ts';
import { dayToCome } from './compileSubmission.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { overtakenBy, type Retired, retiredOf, versionOn } from './inForce.ts';
import { threadsOf } from './remarks.ts';
import { NOT_REPLAYED } from './replay/notReplayed.ts';
import { Retirement } from './Retirement.ts';
import { Submission } from './Submission.ts';

/** A problem of a drawing as the engine reports it; its text comes from the message files by code. */
export const problemShape = z.object({
  elementId: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const change = z.object({
  part: z.enum(['flow', 'form', 'stepForms', 'decisions', 'scenarios', 'guide']).default('flow'),
  within: z.string().optional().describe('Step form, decision file or scenario'),
  kind: z.enum(['added', 'removed', 'changed']),
  elementId: z.string(),
  elementType: z.string(),
  name: z.string().nullable(),
  field: z.string().optional().describe('Path of the property by its technical names'),
  before: z.string().nullable().optional(),
  after: z.string().nullable().optional(),
  values: z.array(z.object({ field: z.string(), value: z.string() })).readonly().optional().describe('What an added or removed element says'),
});

const day = z.string().describe('YYYY-MM-DD');

const thread = z.object({
  id: z.string(),
  elementId: z.string().nullable(),
  state: z.enum(['open', 'answered', 'withdrawn']),
  said: z.array(z.object({ kind: z.enum(['remark', 'answer', 'withdrawal']), text: z.string(), by: z.string(), at: z.string() })),
});

export const definitionLine = z.object({
  key: z.string(),
  name: z.string(),
  revision: z.number().describe('Of the draft'),
  state: z.enum(['draft', 'submitted', 'published', 'waiting', 'retired']).describe('waiting: published, but the day it takes effect is to come'),
  version: z.number().nullable().describe('Newest published version'),
  startsVersion: z.number().nullable().describe('Version that starts new cases now'),
  effectiveOn: day.nullable().describe('Day on which the newest version takes effect, where that is to come'),
  runningCases: z.number(),
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
  effectiveOn: day.nullable().describe('null: at once'),
  overtakenBy: z.number().nullable().describe('Newer version that takes effect no later than the day set for this one: it never begins'),
  rolledBackTo: z.number().nullable(),
  retired: z.boolean().describe('Starts no new cases'),
});

export const definitionShape = definitionLine.extend({
  draft: draftShape,
  versions: z.array(versionLine),
  submission: z
    .object({ id: z.string(), revision: z.number(), submittedBy: z.string(), submittedAt: z.string(), note: z.string(), xml: z.string(), xmlHash: z.string(), form: z.unknown(), parts: partsSchema, changes: z.array(change), effectiveOn: day.nullable(), overtakes: z.array(z.object({ version: z.number(), effectiveOn: day })).describe('Versions whose day is to come and that would never begin if this were published'), rolledBackTo: z.number().nullable() })
    .nullable(),
  threads: z.array(thread).describe('Remarks of the review'),
  retirement: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
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
export async function describeAll(em: EntityManager, language: Language, now: string): Promise<z.input<typeof definitionLine>[]> {
  const definitions = await em.find(Definition, {}, { orderBy: { key: 'asc' }, fields: ['key', 'name', 'version', 'publishedRevision', 'revision', 'savedAt', 'savedBy'] });
  const standing = await standingOf(em, now);
  const names = await namesOfCases(em, definitions.flatMap(runsOf), language);
  return definitions.map((each) => describeLine(each as Definition, names(runsOf(each)[0]), standing));
}

/** One definition with its draft, its versions and what waits for review. */
export async function describeDefinition(em: EntityManager, definition: Definition, language: Language, now: string): Promise<z.input<typeof definitionShape>> {
  const { key } = definition;
  const versions = await em.find(DefinitionVersion, { key }, { orderBy: { version: 'desc' }, exclude: ['xml', 'program', 'form', 'parts'] });
  const pending = await em.findOne(Submission, { definition: key, state: 'pending' });
  const [last] = pending === null ? await em.find(Submission, { definition: key, state: { $nin: ['superseded', 'withdrawn'] } }, { orderBy: { submittedAt: 'desc', revision: 'desc' }, limit: 1 }) : [];
  const names = await namesOfCases(em, runsOf(definition), language);
  const standing = await standingOf(em, now, key);
  const retirement = await em.findOne(Retirement, { key, version: null, liftedAt: null });
  return {
    ...describeLine(definition, names(runsOf(definition)[0]), standing),
    draft: describeDraft(definition),
    versions: versions.map((each) => describeVersionLine(each as DefinitionVersion, versions as DefinitionVersion[], standing.retired)),
    submission: pending && {
      id: pending.id, revision: pending.revision, submittedBy: pending.submittedBy, submittedAt: pending.submittedAt, note: pending.note, effectiveOn: pending.effectiveOn ?? null, overtakes: overtakesOf(definition, pending, versions as DefinitionVersion[], standing.retired, now), rolledBackTo: pending.rolledBackTo ?? null,
      xml: pending.xml, xmlHash: pending.xmlHash, form: pending.form ?? null, parts: pending.parts ?? noParts, changes: pending.changes,
    },
    rejection: last?.state === 'rejected' ? { by: last.reviewedBy ?? '', at: last.reviewedAt ?? '', comment: last.comment ?? '' } : null,
    threads: (await threadsOf(em, key)).map(({ said, ...thread }) => ({ ...thread, said: said.map(({ kind, text, by, at }) => ({ kind, text, by, at })) })),
    retirement: retirement && { by: retirement.by, at: retirement.at, reason: retirement.reason },
  };
}

export function describeDraft(definition: Definition): z.input<typeof draftShape> {
  return { xml: definition.draftXml, revision: definition.revision, savedBy: definition.savedBy, savedAt: definition.savedAt, form: definition.draftForm ?? null, parts: definition.draftParts ?? noParts };
}

/** A published version whole, after checking it against its hashes; throws DEFINITION_HASH_MISMATCH. */
export async function describeVersion(em: EntityManager, version: DefinitionVersion): Promise<z.input<typeof versionShape>> {
  const { key } = version;
  const versions = (await em.find(DefinitionVersion, { key }, { fields: ['key', 'version', 'publishedAt', 'effectiveOn'] })) as unknown as DefinitionVersion[];
  return {
    ...describeVersionLine(version, versions, await retiredOf(em, key)),
    xml: version.xml, program: version.verified(), programHash: version.programHash, xmlHash: version.xmlHash, form: version.form ?? null, parts: version.parts ?? noParts, pins: version.pins,
  };
}

/** What a case of the newest version would run: it knows the name in English. */
const runsOf = ({ key, version }: Pick<Definition, 'key' | 'version'>): Runs[] => (version == null ? [] : [{ matter: key, definitionVersion: version }]);

/** How definitions stand beside their drafts. */
interface Standing {
  readonly day: string;
  readonly retired: Retired;
  readonly submitted: ReadonlySet<string>;
  readonly versions: ReadonlyMap<string, readonly Pick<DefinitionVersion, 'key' | 'version' | 'effectiveOn'>[]>;
  readonly running: ReadonlyMap<string, number>;
}

async function standingOf(em: EntityManager, now: string, key?: string): Promise<Standing> {
  const one = key === undefined ? {} : { key };
  const versions = (await em.find(DefinitionVersion, one, { fields: ['key', 'version', 'effectiveOn'] })) as unknown as DefinitionVersion[];
  const submitted = await em.find(Submission, { state: 'pending', ...(key === undefined ? {} : { definition: key }) }, { fields: ['definition'] });
  const counted = await em.execute<{ matter: string; cases: number | string }[]>(`select matter, count(*) as cases from cases where world is null and ${NOT_REPLAYED} and status in ('starting', 'running')${key === undefined ? '' : ' and matter = ?'} group by matter`, key === undefined ? [] : [key]);
  return {
    day: civilDate(now),
    retired: await retiredOf(em, key),
    submitted: new Set(submitted.map(({ definition }) => definition)),
    versions: Map.groupBy(versions, (version) => version.key),
    running: new Map(counted.map(({ matter, cases }) => [matter, Number(cases)])),
  };
}

function describeLine(definition: Definition, names: Names, { day: today, retired, submitted, versions, running }: Standing): z.input<typeof definitionLine> {
  const { key, name, version, revision, publishedRevision, savedAt, savedBy } = definition;
  const own = versions.get(key) ?? [];
  const begins = own.find((each) => each.version === version)?.effectiveOn ?? null;
  const effectiveOn = begins !== null && begins > today ? begins : null;
  const published = publishedRevision === revision;
  const state = submitted.has(key) ? 'submitted' : retired.matter(key) ? 'retired' : !published ? 'draft' : effectiveOn !== null ? 'waiting' : 'published';
  return {
    key, name: names.matter(name), revision, state, version: version ?? null, startsVersion: versionOn(own, retired, today), effectiveOn,
    runningCases: running.get(key) ?? 0, updatedAt: savedAt, updatedBy: savedBy,
  };
}

/** What waits for its day and would never come to it if the submission were published now. */
function overtakesOf({ key, version }: Definition, { effectiveOn }: Submission, versions: readonly DefinitionVersion[], retired: Retired, now: string): { version: number; effectiveOn: string }[] {
  const next = { key, version: (version ?? 0) + 1, publishedAt: now, effectiveOn: dayToCome(effectiveOn, now) };
  return versions.flatMap((each) => (overtakenBy(each, versions, retired) === null && overtakenBy(each, [next], retired) !== null ? [{ version: each.version, effectiveOn: each.effectiveOn! }] : [])).reverse();
}

function describeVersionLine(version: DefinitionVersion, versions: readonly DefinitionVersion[], retired: Retired): z.input<typeof versionLine> {
  const { contentHash: hash, profile, publishedBy, publishedAt, submittedBy, note, changes, effectiveOn, rolledBackTo } = version;
  return { version: version.version, hash, profile, publishedBy, publishedAt, submittedBy, note, changes, effectiveOn: effectiveOn ?? null, overtakenBy: overtakenBy(version, versions, retired), rolledBackTo: rolledBackTo ?? null, retired: retired.matter(version.key) || retired.version(version.key, version.version) };
}
