import type { CalendarYear } from '../../engine/clock/mergeYears.ts';

/** A year whose calendar elsewhere is another than here: what was promised there in working days may end on another day here. */
export interface CalendarDifference {
  readonly year: number;
  readonly theirs: string;
  /** The version here; null where this city has no such year. */
  readonly ours: string | null;
  /** Days that are working days there and not here, and the other way round. */
  readonly worksThere: readonly string[];
  readonly worksHere: readonly string[];
}

/** Years of a pack that this city has not, or has otherwise; the same days under another version are no difference. */
export function compareCalendars(theirs: readonly CalendarYear[], ours: readonly CalendarYear[]): readonly CalendarDifference[] {
  return theirs.flatMap((there): CalendarDifference[] => {
    const here = ours.find(({ year }) => year === there.year);
    if (here === undefined) return [{ year: there.year, theirs: there.version, ours: null, worksThere: [], worksHere: [] }];
    const worksThere = [...without(there.workDays, here.workDays), ...without(here.restDays, there.restDays)].sort();
    const worksHere = [...without(here.workDays, there.workDays), ...without(there.restDays, here.restDays)].sort();
    return worksThere.length + worksHere.length === 0 ? [] : [{ year: there.year, theirs: there.version, ours: here.version, worksThere, worksHere }];
  });
}

const without = (days: readonly string[], others: readonly string[]): string[] => days.filter((day) => !others.includes(day));
