import { z } from 'zod';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import type { Calendar } from '../../engine/clock/calendar.ts';
import { notReplayed } from '../catalog/replay/notReplayed.ts';
import type { Language } from '../http/problem.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { fieldsHolding, holdsPersonal } from '../personal/personalValues.ts';
import { Clock } from '../readModel/Clock.ts';
import { ofDepartment, seesAll } from './access.ts';
import { applicantShown, seesOrganisation } from './applicantName.ts';
import { Case } from './Case.ts';
import { clockView } from './clockView.ts';
import { contains } from './contains.ts';
import { hiddenFields } from './hiddenFields.ts';
import { type Names, namesOfCases } from './names.ts';

/** One line of a list of cases. */
export const caseLine = z.object({
  caseNumber: z.string(),
  matter: z.string(),
  matterName: z.string(),
  name: z.string().describe("The applicant: an organisation's name, a person's behind a mask"),
  projectCode: z.string().nullable(),
  status: z.string(),
  acceptedAt: z.string(),
  dueOn: z.string().nullable(),
  rehearsal: z.boolean(),
  light: z.enum(['green', 'yellow', 'red', 'paused', 'none']),
});

/** Most lines a list answers with. */
const most = 100;

/** Cases by number, project code, an organisation's name in part or a personal value in full; newest first. */
export async function listCases(em: EntityManager, master: MasterKey, caller: SignedIn, { q, state }: { q?: string | undefined; state?: string | undefined }, language: Language, now: string): Promise<z.input<typeof caseLine>[]> {
  const conditions: object[] = [{ world: null }, notReplayed()];
  if (!seesAll(caller)) conditions.push(caller.department === null ? { caseNumber: { $in: [] } } : ofDepartment(caller.department));
  if (state === 'open') conditions.push({ status: { $in: ['starting', 'running'] } });
  else if (state === 'closed') conditions.push({ status: { $in: ['completed', 'terminated', 'cancelled', 'refused'] } });
  else if (state) conditions.push({ status: state });
  const text = q?.trim();
  if (text) {
    conditions.push({ $or: [{ projectCode: text }, contains('applicant', text), contains('case_number', text), holdsPersonal(master, text)] });
  }
  const found = await newest(em, master, caller, conditions, text);
  const clocks = await em.find(Clock, { caseNumber: { $in: found.map(({ caseNumber }) => caseNumber) }, instance: null });
  const calendar = await currentCalendar(em);
  const names = await namesOfCases(em, found, language);
  const hidden = await hiddenFields(em, caller, found);
  return Promise.all(
    found.map(async (one) => describeLine(one, names(one), clocks.find((clock) => clock.caseNumber === one.caseNumber), calendar, now, hidden(one), await applicantShown(em, master, caller, one, hidden(one)))),
  );
}

/** As many as a list takes. What is found by a hidden field alone is passed over, and what comes after it is looked at: it must not make the list short. */
async function newest(em: EntityManager, master: MasterKey, caller: SignedIn, conditions: readonly object[], text: string | undefined): Promise<Case[]> {
  const found: Case[] = [];
  for (let after: object = {}; ; ) {
    const page = await em.find(Case, { $and: [...conditions, after] }, { orderBy: { acceptedAt: 'desc', caseNumber: 'desc' }, limit: most });
    found.push(...(text ? await foundBySeen(em, master, caller, page, text) : page));
    const last = page.at(-1);
    if (last === undefined || page.length < most || found.length >= most) return found.slice(0, most);
    after = { $or: [{ acceptedAt: { $lt: last.acceptedAt } }, { acceptedAt: last.acceptedAt, caseNumber: { $lt: last.caseNumber } }] };
  }
}

/** Those of the cases found that would be found without the fields that are hidden: a search must not tell what they hold. */
async function foundBySeen(em: EntityManager, master: MasterKey, caller: SignedIn, found: readonly Case[], text: string): Promise<Case[]> {
  const hiddenIn = await hiddenFields(em, caller, found);
  const personal = await fieldsHolding(em, master, text, found.map(({ caseNumber }) => caseNumber));
  const holds = (value: string | null | undefined): boolean => value?.toLowerCase().includes(text.toLowerCase()) ?? false;
  return found.filter((one) => {
    const hidden = hiddenIn(one);
    return hidden.size === 0 || holds(one.caseNumber) || (one.projectCode === text && !hidden.has('projectCode')) || (holds(one.applicant) && seesOrganisation(one, hidden)) || (personal.get(one.caseNumber)?.some((field) => !hidden.has(field)) ?? false);
  });
}

/** A case as a line; `now` is the wall clock, a rehearsal is shown by its own. */
export function describeLine(found: Case, names: Names, clock: Clock | undefined, calendar: Calendar, now: string, hidden: ReadonlySet<string>, name: string): z.input<typeof caseLine> {
  const { caseNumber, matter, matterName, projectCode, status, acceptedAt } = found;
  const view = clockView(clock, calendar, nowOf(found, now));
  return { caseNumber, matter, matterName: names.matter(matterName), name, projectCode: hidden.has('projectCode') ? null : (projectCode ?? null), status, acceptedAt, dueOn: clock ? view.dueOn : (found.dueOn ?? null), rehearsal: found.clockMode === 'rehearsal', light: view.light };
}

/** The case's own present: the wall clock, or a rehearsal's virtual one. */
export const nowOf = (found: Pick<Case, 'clockMode' | 'virtualNow'>, now: string): string => (found.clockMode === 'rehearsal' ? (found.virtualNow ?? now) : now);
