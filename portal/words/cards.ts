import cn2024 from '../../definitions/calendars/cn-2024.json' with { type: 'json' };
import cn2025 from '../../definitions/calendars/cn-2025.json' with { type: 'json' };
import cn2026 from '../../definitions/calendars/cn-2026.json' with { type: 'json' };
import { isWorkingDay } from '../../engine/clock/calendar.ts';
import { addDays } from '../../engine/clock/civil.ts';
import { mergeYears } from '../../engine/clock/mergeYears.ts';
import type { CardLine, SupervisionSummary } from '../answers/supervision.ts';

/** A shape for each level of the ladder. */
export const LEVEL_SHAPES: Readonly<Record<string, string>> = { hint: '○', warning: '△', yellowCard: '▲', redCard: '■', supervisionOrder: '◆', circular: '★' };

/** The shipped years: only to say which days lie between a due day and its card; the card's own date is the engine's. */
const calendar = mergeYears([cn2024, cn2025, cn2026]);

/** Days off that the count jumped: holidays between start and due day, every day off between due day and card. */
export function jumpedDays({ computation }: Pick<CardLine, 'computation'>): string[] {
  const days = new Set(computation.restDays ?? []);
  const { dueOn, rungOn } = computation;
  if (dueOn && rungOn) for (let day = addDays(dueOn, 1); day < rungOn; day = addDays(day, 1)) if (!isWorkingDay(calendar, day)) days.add(day);
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
