import { z } from 'zod';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { Case } from '../cases/Case.ts';
import { applicantShown } from '../cases/applicantName.ts';
import { clockView } from '../cases/clockView.ts';
import { contains, ofMatterCalled } from '../cases/contains.ts';
import { hiddenFields } from '../cases/hiddenFields.ts';
import { nowOf } from '../cases/listCases.ts';
import { chineseNames, namesOfCases } from '../cases/names.ts';
import { clockShape } from '../cases/steps.ts';
import { notReplayed } from '../catalog/replay/notReplayed.ts';
import type { Language } from '../http/problem.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { Clock } from '../readModel/Clock.ts';
import { ownItems } from './access.ts';
import { WorkItem } from './WorkItem.ts';

/** One line of an inbox. */
export const itemLine = z.object({
  id: z.string(),
  caseNumber: z.string(),
  instance: z.number(),
  element: z.string(),
  name: z.string(),
  matterName: z.string(),
  applicant: z.string(),
  department: z.string().nullable(),
  role: z.string(),
  item: z.string().nullable(),
  state: z.enum(['open', 'done', 'cancelled']),
  processing: z.boolean().describe('A command for it was taken and is on its way'),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  claimedBy: z.string().nullable(),
  opinion: z.string().nullable(),
  late: z.boolean(),
  clock: clockShape.nullable(),
  suspended: z.string().nullable(),
  rehearsal: z.boolean(),
});

const most = 200;
const kinds = { open: ['open', 'claimed'], done: ['completed'], cancelled: ['cancelled'] } as const;

/** The caller's own inbox, most urgent first: by due time, then oldest first. What is being processed isn't open any more. */
export async function listItems(
  em: EntityManager,
  master: MasterKey,
  caller: SignedIn,
  { q, state, mine }: { q?: string | undefined; state: keyof typeof kinds | 'all'; mine?: boolean | undefined },
  language: Language,
  now: string,
): Promise<z.input<typeof itemLine>[]> {
  const conditions: object[] = [ownItems(caller)];
  if (state !== 'all') conditions.push({ state: { $in: [...kinds[state]] } });
  if (state === 'open') conditions.push({ pending: null });
  if (mine) conditions.push({ claimedBy: caller.user });
  const text = q?.trim();
  // Whoever plays a scenario looks for its items by its number.
  conditions.push({ $or: [notReplayed(), { caseNumber: text?.toUpperCase() ?? '' }] });
  if (text) {
    const names = await chineseNames(em, text, language);
    conditions.push({ $or: [{ caseNumber: text.toUpperCase() }, contains('name', text), { name: { $in: names } }, ofMatterCalled(text, names), { caseNumber: { $in: await ofProject(em, caller, text) } }] });
  }
  // The most urgent come first in the query too: a full list must not leave them out.
  const order = state === 'open' ? { dueAt: 'asc nulls last', openedAt: 'asc', id: 'asc' } : { closedAt: 'desc', id: 'desc' };
  const items = await em.find(WorkItem, { $and: conditions }, { orderBy: order as never, limit: most });
  const lines = await describeItems(em, master, caller, items, language, now);
  return state === 'open' ? lines.sort((a, b) => compare(a.clock?.dueAt ?? '9999', b.clock?.dueAt ?? '9999') || compare(a.openedAt, b.openedAt)) : lines;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Numbers of the cases of a project, as far as its code is not hidden from the caller. */
async function ofProject(em: EntityManager, caller: SignedIn, code: string): Promise<string[]> {
  const found = await em.find(Case, { projectCode: code }, { fields: ['caseNumber', 'matter', 'definitionVersion'] });
  const hidden = await hiddenFields(em, caller, found);
  return found.filter((one) => !hidden(one).has('projectCode')).map(({ caseNumber }) => caseNumber);
}

/** Items as lines, with their case and their time left. */
export async function describeItems(em: EntityManager, master: MasterKey, caller: SignedIn, items: readonly WorkItem[], language: Language, now: string): Promise<z.input<typeof itemLine>[]> {
  const numbers = [...new Set(items.map(({ caseNumber }) => caseNumber))];
  const cases = new Map((await em.find(Case, { caseNumber: { $in: numbers } })).map((one) => [one.caseNumber, one]));
  const named = await namesOfCases(em, [...cases.values()], language);
  const hidden = await hiddenFields(em, caller, [...cases.values()]);
  const applicants = new Map(await Promise.all([...cases.values()].map(async (one) => [one.caseNumber, await applicantShown(em, master, caller, one, hidden(one))] as const)));
  const clocks = await em.find(Clock, { caseNumber: { $in: numbers }, instance: { $ne: null } });
  const calendar = await currentCalendar(em);
  return items.map((item) => {
    const found = cases.get(item.caseNumber);
    const clock = clocks.find((one) => one.caseNumber === item.caseNumber && one.instance === item.instance);
    return {
      id: item.id,
      caseNumber: item.caseNumber,
      instance: item.instance,
      element: item.element,
      name: named(found).step(item.element, item.name),
      matterName: named(found).matter(found?.matterName ?? ''),
      applicant: applicants.get(item.caseNumber) ?? '',
      department: item.department ?? null,
      role: item.role,
      item: item.item ?? null,
      state: item.state === 'completed' ? 'done' : item.state === 'cancelled' ? 'cancelled' : 'open',
      processing: item.pending !== null && item.pending !== undefined,
      openedAt: item.openedAt,
      closedAt: item.closedAt ?? null,
      closedBy: item.closedBy ?? null,
      claimedBy: item.claimedBy ?? null,
      opinion: item.opinion ?? null,
      late: item.late,
      clock: clock ? clockView(clock, calendar, found ? nowOf(found, now) : now) : null,
      suspended: item.suspended ?? null,
      rehearsal: found?.clockMode === 'rehearsal',
    };
  });
}
