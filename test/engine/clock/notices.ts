/**
 * The notices' own words as spans of days off and single days worked, kept apart from the calendar files: what a person
 * reading the notice would mark on a wall calendar. The oracle of the tests counts on these with JavaScript's dates.
 */
const off: readonly (readonly [string, string])[] = [
  ['2024-01-01', '2024-01-01'],
  ['2024-02-10', '2024-02-17'],
  ['2024-04-04', '2024-04-06'],
  ['2024-05-01', '2024-05-05'],
  ['2024-06-10', '2024-06-10'],
  ['2024-09-15', '2024-09-17'],
  ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];

const worked = new Set(
  `2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
   2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
   2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`.split(/\s+/),
);

/** The next day, by JavaScript's own dates. */
export function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Whether the notices have people work that day. */
export function isWorked(date: string): boolean {
  if (worked.has(date)) return true;
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day !== 0 && day !== 6 && !off.some(([from, to]) => from <= date && date <= to);
}

/** Counts `days` worked days from the day after `date`, leaving out the days in (from, to] of each stop. */
export function countByHand(date: string, days: number, stops: readonly (readonly [string, string])[] = []): string {
  let at = date;
  for (let counted = 0; counted < days; ) {
    at = nextDay(at);
    if (isWorked(at) && !stops.some(([from, to]) => at > from && at <= to)) counted += 1;
  }
  return at;
}
