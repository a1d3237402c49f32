import { addDays, weekday } from '../../engine/clock/civil.ts';
import type { CardLine, SupervisionSummary } from '../answers/supervision.ts';

/** A shape for each level of the ladder. */
export const LEVEL_SHAPES: Readonly<Record<string, string>> = { hint: '○', warning: '△', yellowCard: '▲', redCard: '■', supervisionOrder: '◆', circular: '★' };

/**
 * Weekdays off that lie between the day a limit began and the card: the holiday that the count jumped. Between due day
 * and card the computation counts working days only, so the days it left out are those off.
 */
export function jumpedDays({ computation }: Pick<CardLine, 'computation'>): string[] {
  const days = new Set(computation.restDays ?? []);
  const { dueOn, rungOn, workingDaysFromDue } = computation;
  if (dueOn && rungOn && workingDaysFromDue && workingDaysFromDue > 0) {
    const between: string[] = [];
    for (let day = addDays(dueOn, 1); day < rungOn; day = addDays(day, 1)) between.push(day);
    const worked = workingDaysFromDue - 1;
    // With as many days left out as there are days off, each of them is one; else only the weekend is certain.
    if (worked === 0) between.forEach((day) => days.add(day));
    else between.filter((day) => weekday(day) > 5).forEach((day) => days.add(day));
  }
  return [...days].sort();
}

/** Consecutive dates folded to `first–last`, so that a holiday reads as one stretch. */
export function stretches(dates: readonly string[]): string[] {
  const folded: [string, string][] = [];
  for (const date of [...dates].sort()) {
    const last = folded.at(-1);
    if (last && Date.parse(date) - Date.parse(last[1]) === 86_400_000) last[1] = date;
    else folded.push([date, date]);
  }
  return folded.map(([from, to]) => (from === to ? from : `${from}–${to.slice(5)}`));
}

/** Counts by level and department from the cards one may see, where the figures over all are not one's own to read. */
export function summaryOf(cards: readonly CardLine[]): SupervisionSummary {
  const byLevel: Record<string, number> = {};
  const departments = new Map<string, { department: string; levels: Record<string, number>; open: number }>();
  for (const { level, department, state } of cards) {
    byLevel[level] = (byLevel[level] ?? 0) + 1;
    if (department === null) continue;
    const row = departments.get(department) ?? { department, levels: {}, open: 0 };
    row.levels[level] = (row.levels[level] ?? 0) + 1;
    if (state === 'open') row.open += 1;
    departments.set(department, row);
  }
  return { lights: {}, byLevel, byDepartment: [...departments.values()], dueToday: [] };
}
