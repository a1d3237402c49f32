import type { Limit } from '../program.ts';

/** Working hours of a day, where a limit in hours is added to limits in days: the fewest a city works. */
const HOURS_A_DAY = 6;
const MINUTES_A_DAY = 24 * 60;
const WORKING_SHARE = 5 / 7;

/** A limit in working days; civil days count by five of seven. The exact day is the calendar's business (`dates.ts`). */
export function daysOf({ amount, unit }: Pick<Limit, 'amount' | 'unit'>): number {
  switch (unit) {
    case 'workingDay':
      return amount;
    case 'calendarDay':
      return amount * WORKING_SHARE;
    case 'workingHour':
      return amount / HOURS_A_DAY;
    case 'minute':
      return amount / MINUTES_A_DAY;
  }
}

/** Days to a hundredth: no difference that floating point made is ever shown or compared. */
export const roundedDays = (days: number): number => Math.round(days * 100) / 100;
