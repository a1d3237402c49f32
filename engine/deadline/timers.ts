import { epochMilliseconds } from '../clock/civil.ts';
import { addDuration } from '../clock/iso8601.ts';
import { type Trigger, triggersIn } from '../elements/trigger.ts';
import { constantOf } from '../expressions/constant.ts';
import { daysOf } from './days.ts';

const EPOCH = '2024-01-01T00:00:00.000Z';
const DAY_MS = 86_400_000;

/** When the first timer among the triggers fires at the latest, in working days; null where none is a fixed length of time. */
export function timerDays(trigger: Trigger): number | null {
  const found = triggersIn(trigger).flatMap((each) => lengthOf(each) ?? []);
  // All of a parallel multiple event have to come.
  const waits = trigger.kind === 'multiple' && trigger.parallel;
  if (found.length === 0 || (waits && found.length < trigger.triggers.length)) return null;
  return waits ? Math.max(...found) : Math.min(...found);
}

function lengthOf(trigger: Trigger): number | null {
  if (trigger.kind !== 'timer' || trigger.form === 'date' || trigger.form === 'cycle') return null;
  const value = trigger.feel ? constantOf(trigger.text) : trigger.text;
  if (trigger.form === 'workingDays') return Number.isFinite(Number(value)) && value !== '' && value !== null ? Number(value) : null;
  if (typeof value !== 'string') return null;
  try {
    return daysOf({ amount: (epochMilliseconds(addDuration(EPOCH, value)) - epochMilliseconds(EPOCH)) / DAY_MS, unit: 'calendarDay' });
  } catch {
    return null;
  }
}
