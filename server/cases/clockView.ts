import type { Calendar } from '../../engine/clock/calendar.ts';
import type { LegalClock } from '../../engine/clock/legalClock.ts';
import { workingTimeLeft } from '../../engine/clock/timeLeft.ts';
import type { Clock } from '../readModel/Clock.ts';
import { fromText } from '../readModel/json.ts';

/** 绿 / 黄 / 红 / 暂停 / 无时限. Yellow: no more than one working day is left. */
export type Light = 'green' | 'yellow' | 'red' | 'paused' | 'none';

/** A clock as lists show it. `remaining`: working days, negative when late, null while it stands or isn't known yet. */
export interface ClockView {
  readonly dueOn: string | null;
  readonly dueAt: string | null;
  readonly remaining: number | null;
  readonly light: Light;
  readonly provisional: boolean;
  readonly paused: boolean;
}

const none: ClockView = { dueOn: null, dueAt: null, remaining: null, light: 'none', provisional: false, paused: false };

/** What is left of a clock at `now`, by the case's own time; an ended clock says what was left when it ended. */
export function clockView(clock: Clock | undefined, calendar: Calendar, now: string): ClockView {
  if (!clock?.legal) return clock ? { ...none, dueOn: clock.dueOn ?? null, dueAt: clock.dueAt ?? null, provisional: clock.provisional } : none;
  const left = workingTimeLeft(fromText<LegalClock>(clock.legal), calendar, now);
  return {
    dueOn: clock.dueOn ?? null,
    dueAt: clock.dueAt ?? null,
    remaining: left.paused ? null : left.workingDays,
    light: lightOf(left),
    provisional: left.provisional,
    paused: left.paused,
  };
}

function lightOf({ paused, overdue, workingDays }: { paused: boolean; overdue: boolean; workingDays: number }): Light {
  if (paused) return 'paused';
  if (overdue) return 'red';
  return workingDays <= 1 ? 'yellow' : 'green';
}
