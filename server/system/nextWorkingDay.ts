import { setTimeout as pause } from 'node:timers/promises';
import { hashText } from '../../engine/canonical.ts';
import { isWorkingDay } from '../../engine/clock/calendar.ts';
import { addDays, civilDate, instantAt } from '../../engine/clock/civil.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Calendar } from '../../engine/clock/calendar.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { Case } from '../cases/Case.ts';
import type { Call } from '../http/route.ts';
import { ask } from '../outbox/askCase.ts';
import { writeAdvance } from '../outbox/writeCommand.ts';
import { callerOf } from '../identity/signedIn.ts';
import { demoCases } from './demo.ts';

/** The end of the day a rehearsal's clock moves to, and the days off it passed. */
export interface NextDay {
  readonly to: string;
  readonly jumped: readonly string[];
}

/** How long the page waits for the cases to arrive, milliseconds. */
const arriveWithinMs = 20_000;

/** The close of the next working day after an instant: everything that falls due on that day has then happened. */
export function nextWorkingDayEnd(calendar: Calendar, from: string): NextDay {
  const jumped: string[] = [];
  let day = addDays(civilDate(from), 1);
  while (!isWorkingDay(calendar, day)) {
    jumped.push(day);
    day = addDays(day, 1);
  }
  return { to: instantAt(day, calendar.dayEnd), jumped };
}

/**
 * Moves the demonstration's rehearsal cases to the close of the next working day, all to the same one, and waits until they are
 * there. Throws NOT_FOUND where the city has none.
 */
export async function nextWorkingDay(call: Call): Promise<NextDay> {
  const em = call.em;
  const cases = Object.values(await demoCases(em));
  const open = await em.find(Case, { caseNumber: { $in: cases }, clockMode: 'rehearsal', status: { $in: ['starting', 'running'] } });
  const latest = open.map(({ virtualNow }) => virtualNow ?? '').toSorted().at(-1);
  if (latest === undefined || latest === '') throw new DomainError('NOT_FOUND');
  const next = nextWorkingDayEnd(await currentCalendar(em), latest);
  const actor = { user: callerOf(call).user, role: callerOf(call).roles[0] ?? 'operator' };
  await Promise.all(
    open.map(({ caseNumber }) =>
      ask({ ...call, commandId: hashText(`${call.commandId} ${caseNumber}`).slice(0, 32) }, caseNumber, (each, asked) => writeAdvance(each, asked, actor, next.to)),
    ),
  );
  await arrived(call, open.map(({ caseNumber }) => caseNumber), next.to);
  return next;
}

/** Waits until the read model shows every case at the instant, or finished; a slow one is shown when it comes. */
async function arrived({ context }: Pick<Call, 'context'>, caseNumbers: readonly string[], to: string): Promise<void> {
  for (const until = Date.now() + arriveWithinMs; Date.now() < until; ) {
    const behind = await context.orm.em.fork().count(Case, { caseNumber: { $in: [...caseNumbers] }, status: { $in: ['starting', 'running'] }, virtualNow: { $lt: to } });
    if (behind === 0) return;
    await pause(60);
  }
}
