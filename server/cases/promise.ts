import type { Calendar } from '../../engine/clock/calendar.ts';
import { workingDaysBetween } from '../../engine/clock/calendar.ts';
import { explain, type Explanation } from '../../engine/clock/explain.ts';
import { startClock } from '../../engine/clock/legalClock.ts';
import type { Limit } from '../../engine/program.ts';

/** The date promised at acceptance, with everything needed to check it by hand. */
export interface CasePromise {
  readonly dueOn: string | null;
  readonly provisional: boolean;
  /** Working days from acceptance to the date, the starting day not counted. */
  readonly workingDays: number | null;
  readonly computation: Explanation | null;
}

/** What a matter's limit promises to a case accepted at `now`; nothing where the matter has none. */
export function promiseOf(limit: Limit | undefined, calendar: Calendar, now: string): CasePromise {
  if (!limit) return { dueOn: null, provisional: false, workingDays: null, computation: null };
  const computation = explain(startClock({ id: 0, instance: null, element: null, limit, startedAt: now, ladder: null, department: null }), calendar);
  const { dueOn, startedOn, provisional } = computation;
  return { dueOn, provisional, workingDays: dueOn === null ? null : workingDaysBetween(calendar, startedOn, dueOn), computation };
}
