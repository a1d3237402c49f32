import type { CardLine } from '../answers/supervision.ts';

/** A shape for each level of the ladder. */
export const LEVEL_SHAPES: Readonly<Record<string, string>> = { hint: '○', warning: '△', yellowCard: '▲', redCard: '■', supervisionOrder: '◆', circular: '★' };

/** Dates the count jumped because nobody works then, as the computation lists them. */
export function jumpedDays(card: Pick<CardLine, 'computation'>): string[] {
  const jumped = card.computation['jumped'] ?? card.computation['skipped'] ?? card.computation['holidays'];
  return Array.isArray(jumped) ? jumped.map((entry) => (typeof entry === 'string' ? entry : String((entry as { on?: unknown; date?: unknown })?.on ?? (entry as { date?: unknown })?.date ?? ''))).filter(Boolean) : [];
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
