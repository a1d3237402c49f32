import { setTimeout as pause } from 'node:timers/promises';

/** Other processes (departments, worker) may still be at it: how often and how long to look again, in milliseconds. */
export interface Patience {
  readonly every: number;
  readonly upTo: number;
}

/** Something seen that is not what was said. */
export interface Found {
  readonly what: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Looks until there is no difference, or patience ends. */
export async function settled<T>(look: () => Promise<T[]>, patience?: Patience): Promise<T[]> {
  for (const end = Date.now() + (patience?.upTo ?? 0); ; ) {
    const differences = await look();
    if (differences.length === 0 || Date.now() >= end) return differences;
    await pause(patience!.every);
  }
}

/** Nothing, or the one difference. */
export const differs = (what: string, expected: unknown, got: unknown): Found[] =>
  JSON.stringify(expected) === JSON.stringify(got) ? [] : [{ what, expected, got }];

export const sorted = <T>(values: readonly T[]): T[] => [...values].sort((a, b) => String(a).localeCompare(String(b), 'en'));
