import { raw } from '@mikro-orm/core';
import { z } from 'zod';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { ofDepartment, seesAll } from '../cases/access.ts';
import { Case } from '../cases/Case.ts';
import { type Names, namesOfCases } from '../cases/names.ts';
import { programsOf } from '../cases/programOf.ts';
import { clockView } from '../cases/clockView.ts';
import { nowOf } from '../cases/listCases.ts';
import { civilDate } from '../../engine/clock/civil.ts';
import { notReplayed } from '../catalog/replay/notReplayed.ts';
import type { Language } from '../http/problem.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { Clock } from '../readModel/Clock.ts';
import { JobRow } from '../readModel/JobRow.ts';
import { fromText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { Card } from './Card.ts';

const light = z.enum(['green', 'yellow', 'red', 'paused', 'none']);

/** A signal with everything needed to check it: the computation, who was told, what was answered. */
export const cardLine = z.object({
  id: z.string(),
  caseNumber: z.string(),
  matterName: z.string(),
  level: z.string(),
  signal: z.string(),
  department: z.string().nullable(),
  element: z.string().nullable().describe('null: the case as a whole'),
  step: z.string(),
  told: z.array(z.string()),
  issuedOn: z.string(),
  issuedAt: z.string(),
  answerBy: z.string().nullable(),
  computation: z.record(z.string(), z.unknown()),
  connectorWaitMs: z.number().describe('Waiting of the step that our own connector caused: charged to it, not to an officer'),
  state: z.enum(['open', 'answered']),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
});

export const summaryShape = z.object({
  lights: z.partialRecord(light, z.number()).describe('Open cases by the light of their case clock'),
  byLevel: z.record(z.string(), z.number()),
  byDepartment: z.array(z.object({ department: z.string(), levels: z.record(z.string(), z.number()), open: z.number() })),
  dueToday: z.array(z.object({ caseNumber: z.string(), step: z.string(), department: z.string().nullable(), dueOn: z.string() })),
});

/** Condition for the cards the caller may see: all for those who see every case, else those of the own department. */
export function ownCards(caller: SignedIn): object {
  if (seesAll(caller)) return {};
  if (caller.department === null) return { id: null };
  // A card on a case's own clock concerns the lead department.
  return { $or: [{ department: caller.department }, { $and: [{ department: null }, ofDepartment(caller.department)] }] };
}

/** Cards, newest first. */
export async function listCards(em: EntityManager, caller: SignedIn, { state, caseNumber }: { state?: 'open' | 'answered' | undefined; caseNumber?: string | undefined }, language: Language): Promise<z.input<typeof cardLine>[]> {
  const conditions = [ownCards(caller), state ? { state } : {}, caseNumber ? { caseNumber } : notReplayed()];
  const cards = await em.find(Card, { $and: conditions }, { orderBy: { issuedAt: 'desc', id: 'desc' }, limit: 500 });
  const numbers = [...new Set(cards.map((card) => card.caseNumber))];
  const [cases, items, jobs] = await Promise.all([
    em.find(Case, { caseNumber: { $in: numbers } }),
    em.find(WorkItem, { caseNumber: { $in: numbers } }, { fields: ['caseNumber', 'instance', 'name'] }),
    em.find(JobRow, { caseNumber: { $in: numbers } }),
  ]);
  const programs = await programsOf(em, cases);
  const byNumber = new Map(cases.map((one) => [one.caseNumber, one]));
  const keyOf = (row: { readonly caseNumber: string; readonly instance?: number | null | undefined }): string => `${row.caseNumber}.${row.instance ?? ''}`;
  const [itemOf, jobOf] = [new Map(items.map((item) => [keyOf(item), item])), new Map(jobs.map((job) => [keyOf(job), job]))];
  const named = await namesOfCases(em, cases, language);
  return cards.map((card) => {
    const found = byNumber.get(card.caseNumber);
    const names = named(found);
    const drawn = () => Object.values((found && programs(found)?.processes) ?? {}).flatMap(({ nodes }) => nodes).find(({ id }) => id === card.element)?.name;
    return {
      id: card.id,
      caseNumber: card.caseNumber,
      matterName: names.matter(found?.matterName ?? ''),
      level: card.level,
      signal: card.signal,
      department: card.department ?? null,
      element: card.element ?? null,
      step: card.instance == null ? names.matter(found?.matterName ?? '') : names.step(card.element ?? '', itemOf.get(keyOf(card))?.name ?? drawn() ?? card.element ?? ''),
      told: fromText<string[]>(card.told),
      issuedOn: card.issuedOn,
      issuedAt: card.issuedAt,
      answerBy: card.answerBy ?? null,
      computation: withNames(fromText<Computation>(card.computation), names),
      connectorWaitMs: jobOf.get(keyOf(card))?.waitedMs ?? 0,
      state: card.state,
      answer: card.answer ?? null,
      answeredBy: card.answeredBy ?? null,
      answeredAt: card.answeredAt ?? null,
    };
  });
}

type Computation = Record<string, unknown> & { readonly pauses?: readonly { readonly reason: string }[] };

/** How a date was reached, each pause under the name of the step that made it. */
const withNames = (computation: Computation, names: Names): Record<string, unknown> =>
  computation.pauses ? { ...computation, pauses: computation.pauses.map((pause) => ({ ...pause, reason: names.said(pause.reason) })) } : computation;

/** Condition on a table with case numbers; a list of the numbers outgrows what a statement takes. */
const ofOpenCases = (): object => ({ [raw("case_number in (select case_number from cases where status in ('starting', 'running'))")]: [] });

/** Figures for the top of the supervision page. */
export async function summarise(em: EntityManager, language: Language, now: string): Promise<z.input<typeof summaryShape>> {
  const open = await em.find(Case, { world: null, status: { $in: ['starting', 'running'] }, ...notReplayed() });
  const byNumber = new Map(open.map((one) => [one.caseNumber, one]));
  const clocks = await em.find(Clock, { $and: [ofOpenCases(), { instance: null, state: { $ne: 'stopped' } }] });
  const calendar = await currentCalendar(em);
  const clockOf = new Map(clocks.map((clock) => [clock.caseNumber, clock]));
  const lights: Partial<Record<z.infer<typeof light>, number>> = {};
  for (const found of open) {
    const view = clockView(clockOf.get(found.caseNumber), calendar, nowOf(found, now));
    lights[view.light] = (lights[view.light] ?? 0) + 1;
  }
  const cards = await em.find(Card, notReplayed(), { fields: ['department', 'level', 'state'] });
  const byLevel: Record<string, number> = {};
  const departments = new Map<string, { levels: Record<string, number>; open: number }>();
  for (const { department, level, state } of cards) {
    byLevel[level] = (byLevel[level] ?? 0) + 1;
    if (!department) continue;
    const row = departments.get(department) ?? departments.set(department, { levels: {}, open: 0 }).get(department)!;
    row.levels[level] = (row.levels[level] ?? 0) + 1;
    if (state === 'open') row.open += 1;
  }
  const items = await em.find(WorkItem, { $and: [ofOpenCases(), { state: { $in: ['open', 'claimed'] }, dueOn: { $ne: null } }] });
  const names = await namesOfCases(em, open, language);
  const dueToday = items.filter((item) => {
    // Accepted between the two looks: it is counted the next time.
    const found = byNumber.get(item.caseNumber);
    return found !== undefined && item.dueOn === civilDate(nowOf(found, now));
  });
  return {
    lights,
    byLevel,
    byDepartment: [...departments].map(([department, row]) => ({ department, ...row })).sort((a, b) => b.open - a.open || (a.department < b.department ? -1 : 1)),
    dueToday: dueToday.map(({ caseNumber, element, name, department, dueOn }) => ({ caseNumber, step: names(byNumber.get(caseNumber)).step(element, name), department: department ?? null, dueOn: dueOn as string })),
  };
}
