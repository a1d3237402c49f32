import { z } from 'zod';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { readBpmn } from '../../engine/bpmn.ts';
import type { MatterFormFile } from '../../engine/forms/model.ts';
import { guideFacts } from '../../engine/guide/guide.ts';
import { pictureOf } from '../../engine/guide/picture.ts';
import { documentTexts } from '../documents/texts.ts';
import type { Language } from '../http/problem.ts';
import type { Matter } from '../matters/findMatter.ts';
import { localised } from '../../engine/forms/localised.ts';

const text = z.string();
const limit = z.object({ amount: z.number(), unit: text, kind: text, basis: text.nullable(), fromAcceptance: z.boolean() });
const record = z.record(z.string(), z.unknown());

/** `words`: what `parts.guide` may say, words that nothing can derive. Any other member of it is left alone. */
export const publicGuide = z.object({
  key: text,
  name: text,
  version: z.number(),
  hash: text.describe('Content hash of the version that runs: the guide is made from it'),
  publishedAt: text,
  summary: text.nullable(),
  note: text.nullable(),
  leadDepartment: z.object({ id: text, name: text }).nullable(),
  planDocument: text.nullable(),
  limit: limit.nullable(),
  situations: z.array(record).describe('The questions of form.json; `when` is FEEL over the answers'),
  items: z.array(z.object({ id: text, name: text, department: text, departmentName: text, limit: limit.nullable(), when: text.nullable() })),
  materials: z.array(z.object({ id: text, name: text, required: z.boolean(), when: text.nullable(), accepts: z.array(text), fromCertificate: text.nullable(), hint: text.nullable() })),
  stages: z.array(z.object({ id: text, name: text })),
  steps: z.array(z.object({ id: text, name: text, department: text.nullable(), stage: text.nullable(), limit: limit.nullable(), item: text.nullable(), notCounted: text.nullable(), document: text.nullable() })),
  bases: z.array(text),
  words: z.object({ conditions: text.nullable(), fees: text.nullable(), basis: text.nullable(), contact: text.nullable(), notes: text.nullable() }),
  picture: text.describe('Where the picture of the flow is'),
});

type Guide = z.input<typeof publicGuide>;

const { departments, serviceItems } = loadOrganisation();

/** The guide of a matter, made from the version that runs and nothing else. */
export function guideOf(matter: Matter, language: Language): Guide {
  const english = language === 'en';
  const facts = guideFacts(matter.verified(), matter.form as unknown as MatterFormFile);
  const file = localised(matter.form, language) as { name?: unknown; summary?: unknown; note?: unknown };
  const said = localised(matter.parts?.guide ?? {}, language) as Record<string, unknown>;
  const word = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
  const departmentName = (id: string | undefined): string => {
    const found = departments.find((each) => each.id === id);
    return found ? (english ? found.name.en : found.name.zh) : (id ?? '');
  };
  return {
    key: matter.key,
    name: word(file.name) ?? (english ? (facts.nameEn ?? facts.name) : facts.name),
    version: matter.version,
    hash: matter.contentHash,
    publishedAt: matter.publishedAt,
    summary: word(file.summary),
    note: word(file.note),
    leadDepartment: facts.leadDepartment === undefined ? null : { id: facts.leadDepartment, name: departmentName(facts.leadDepartment) },
    planDocument: facts.planDocument ?? null,
    limit: limitOf(facts.limit),
    situations: localised(facts.situations, language) as Record<string, unknown>[],
    items: facts.items.map(({ id, name, department, when }) => {
      const known = serviceItems.find(({ code }) => code === id);
      const of = department ?? known?.department ?? '';
      return { id, name: word(localised(name, language)) ?? (known ? (english ? known.name.en : known.name.zh) : id), department: of, departmentName: departmentName(of), limit: limitOf(known?.limit), when: when ?? null };
    }),
    materials: facts.materials.map(({ id, name, required, when, accepts, fromCertificate, hint }) => ({
      id, name: word(localised(name, language)) ?? id, required: required ?? when !== undefined, when: when ?? null,
      accepts: accepts === undefined ? [] : [accepts].flat(), fromCertificate: fromCertificate ?? null, hint: word(localised(hint, language)),
    })),
    stages: facts.stages.map(({ id, name }) => ({ id, name: word(localised(name, language)) ?? id })),
    steps: facts.steps.map((step) => ({
      id: step.id, name: english ? (step.nameEn ?? step.name) : step.name, department: step.department === undefined ? null : departmentName(step.department), stage: step.stage ?? null,
      limit: limitOf(step.limit), item: step.item ?? null, notCounted: step.notCounted ?? null,
      document: step.document === undefined ? null : ((documentTexts[language].titles as Record<string, string>)[step.document] ?? step.document),
    })),
    bases: [...facts.bases],
    words: { conditions: word(said['conditions']), fees: word(said['fees']), basis: word(said['basis']), contact: word(said['contact']), notes: word(said['notes']) },
    picture: `/api/guides/${matter.key}/picture`,
  };
}

/** The picture of the version that runs, as SVG text. */
export async function guidePicture(matter: Matter): Promise<string> {
  const { definitions } = await readBpmn(matter.xml);
  return pictureOf(definitions, matter.name);
}

function limitOf(given: { readonly amount: number; readonly unit: string; readonly kind: string; readonly basis?: string | undefined; readonly from?: string | undefined } | undefined): Guide['limit'] {
  return given === undefined ? null : { amount: given.amount, unit: given.unit, kind: given.kind, basis: given.basis ?? null, fromAcceptance: given.from === 'acceptance' };
}
