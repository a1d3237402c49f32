import { readAt, type Moddle } from './address.ts';

const workingDays = 'gov:workingDays';
const duration = 'bpmn:TimerEventDefinition#timeDuration';

/** What a timer can count by: working days of the city's one calendar, or time as it passes; `other`: a duration written out. */
export const waitUnits = ['workingDay', 'calendarDay', 'hour', 'minute', 'other'] as const;

type WaitUnit = (typeof waitUnits)[number] | '';

const iso: Readonly<Record<string, (amount: string) => string>> = { calendarDay: (amount) => `P${amount}D`, hour: (amount) => `PT${amount}H`, minute: (amount) => `PT${amount}M` };

/** How long a timer waits, as drawn: an amount of a unit, or the text of a duration that is no such; both empty where nothing is drawn. */
export function readWait(timer: Moddle): { readonly unit: WaitUnit; readonly amount: string } {
  const [days, text] = [readAt(timer, workingDays), readAt(timer, duration)];
  if (days !== '') return { unit: 'workingDay', amount: days };
  if (text === '') return { unit: '', amount: '' };
  const [, calendarDay, hour, minute] = /^P(?:(\d+)D|T(\d+)H|T(\d+)M)$/.exec(text) ?? [];
  if (calendarDay !== undefined) return { unit: 'calendarDay', amount: calendarDay };
  if (hour !== undefined) return { unit: 'hour', amount: hour };
  return minute === undefined ? { unit: 'other', amount: text } : { unit: 'minute', amount: minute };
}

/** What is written for a wait; an empty amount takes it off. */
export function waitValues(unit: string, amount: string): Readonly<Record<string, string>> {
  const text = amount === '' || unit === '' ? '' : unit === 'other' ? amount : (iso[unit]?.(amount) ?? '');
  return { [workingDays]: unit === 'workingDay' ? amount : '', [duration]: text };
}

/** The same number counted by another unit; one, where none is drawn. What is written out begins as an expression that says the same. */
export function recounted(timer: Moddle, unit: string): Readonly<Record<string, string>> {
  const { unit: before, amount } = readWait(timer);
  if (unit === 'other') return waitValues('other', `= "${readAt(timer, duration) || `P${amount || '1'}D`}"`);
  return waitValues(unit, before === 'other' || amount === '' ? '1' : amount);
}
