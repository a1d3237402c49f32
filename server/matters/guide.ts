import { z } from 'zod';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { dueOf, startClock } from '../../engine/clock/legalClock.ts';
import type { MatterTerms } from '../../engine/program.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { namesOf } from '../cases/names.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import type { Matter } from './findMatter.ts';
import { localised } from '../../engine/forms/localised.ts';

export const matterLine = z.object({
  key: z.string(),
  name: z.string(),
  version: z.number(),
  hash: z.string(),
  leadDepartment: z.string().nullable(),
  planDocument: z.string().nullable(),
  summary: z.string().optional(),
});

const fields = z.array(z.record(z.string(), z.unknown())).describe('As in the form.json of the published version, texts in the language of the caller');

export const guideShape = z.object({
  matter: matterLine,
  situations: fields,
  form: z.object({ title: z.string().optional(), sections: fields }),
  materials: fields,
  items: z.array(z.object({ id: z.string(), name: z.string(), department: z.string(), when: z.string().optional() })),
  applicantStages: fields,
  promise: z
    .object({
      amount: z.number(), unit: z.string(), kind: z.string(), basis: z.string().nullable(),
      dueOn: z.string().nullable().describe('When the promise would end if the case were accepted now'),
      provisional: z.boolean(),
      calendarVersion: z.string(),
    })
    .nullable(),
});

/** An item as a form names it; texts are localised already. */
interface FormItem {
  readonly id: string;
  readonly name?: string;
  readonly department?: string;
  readonly when?: string;
}

interface FormFile {
  readonly summary?: unknown;
  readonly situations?: unknown[];
  readonly form?: { readonly title?: unknown; readonly sections?: unknown[] };
  readonly materials?: unknown[];
  readonly items?: readonly FormItem[];
  readonly applicantStages?: unknown[];
}

/** A matter as a line of the catalogue. */
export function describeMatter(matter: Matter, language: Language): z.input<typeof matterLine> {
  const terms = termsOf(matter);
  const { summary } = localised(matter.form, language) as { summary?: string };
  return {
    key: matter.key, name: nameOf(matter, language), version: matter.version, hash: matter.contentHash,
    leadDepartment: terms.leadDepartment ?? null, planDocument: terms.planDocument ?? null, ...(summary !== undefined && { summary }),
  };
}

/** Everything a clerk needs to accept: questions, the one form, materials, items and the promise. */
export async function guideOf(em: EntityManager, matter: Matter, language: Language, now: string): Promise<z.input<typeof guideShape>> {
  const file = localised(matter.form, language) as FormFile;
  return {
    matter: describeMatter(matter, language),
    situations: (file.situations ?? []) as Record<string, unknown>[],
    form: { ...(typeof file.form?.title === 'string' && { title: file.form.title }), sections: (file.form?.sections ?? []) as Record<string, unknown>[] },
    materials: (file.materials ?? []) as Record<string, unknown>[],
    items: itemsOf(termsOf(matter).items ?? [], file.items ?? [], language),
    applicantStages: (file.applicantStages ?? []) as Record<string, unknown>[],
    promise: await promiseOf(em, termsOf(matter), now),
  };
}

async function promiseOf(em: EntityManager, { limit }: MatterTerms, now: string): Promise<z.input<typeof guideShape>['promise']> {
  if (limit === undefined) return null;
  const calendar = await currentCalendar(em);
  const due = dueOf(startClock({ id: 0, instance: null, element: null, limit, startedAt: now, ladder: null, department: null }), calendar);
  const { amount, unit, kind, basis } = limit;
  return { amount, unit, kind, basis: basis ?? null, dueOn: due?.on ?? null, provisional: due?.provisional ?? false, calendarVersion: calendar.version };
}

/** The form's own list with its conditions, else the codes the process names; names come from the register where the form has none. */
function itemsOf(codes: readonly string[], listed: readonly FormItem[], language: Language): z.input<typeof guideShape>['items'] {
  const register = new Map(loadOrganisation().serviceItems.map((item) => [item.code, item]));
  const items: readonly FormItem[] = listed.length > 0 ? listed : codes.map((id) => ({ id }));
  return items.map(({ id, name, department, when }) => {
    const known = register.get(id);
    const registered = language === 'en' ? known?.name.en : known?.name.zh;
    return { id, name: name ?? registered ?? id, department: department ?? known?.department ?? '', ...(when !== undefined && { when }) };
  });
}

function termsOf(matter: Matter): MatterTerms {
  const program = matter.verified();
  return program.processes[program.main]?.matter ?? {};
}

/** The definition's name, in English the drawing's; a form may give one in both languages. */
function nameOf(matter: Matter, language: Language): string {
  const { name } = localised(matter.form, language) as { name?: unknown };
  if (typeof name === 'string') return name;
  return namesOf(matter.verified(), language).matter(matter.name);
}
