/** Entries that are kept beside a larger record before both become one. */
const BESIDE = 64;

/**
 * How many tokens wait by each way into a join, in the order in which the ways were first come by. Never changed: one more
 * token makes a new tally that shares most of the one before, so that a join of very many ways costs no more than a small one.
 */
export interface Tally {
  readonly base: Readonly<Record<string, number>>;
  /** Counts that hold instead of those in `base`, or beside them. */
  readonly newer: Readonly<Record<string, number>>;
  /** Ways by which somebody waits. */
  readonly ways: number;
  /** Tokens that wait. */
  readonly tokens: number;
}

export const NO_TALLY: Tally = { base: {}, newer: {}, ways: 0, tokens: 0 };

/** @param counts each above zero */
export const tallyOf = (counts: Readonly<Record<string, number>>): Tally => ({ base: counts, newer: {}, ways: Object.keys(counts).length, tokens: Object.values(counts).reduce((sum, count) => sum + count, 0) });

export const countIn = ({ base, newer }: Tally, way: string): number => newer[way] ?? base[way] ?? 0;

/** One more token has come. */
export function withOne(tally: Tally, way: string): Tally {
  const count = countIn(tally, way) + 1;
  const newer = { ...tally.newer, [way]: count };
  const ways = tally.ways + (count === 1 ? 1 : 0);
  const whole = Object.keys(newer).length > BESIDE;
  return { base: whole ? { ...tally.base, ...newer } : tally.base, newer: whole ? {} : newer, ways, tokens: tally.tokens + 1 };
}

/** One token fewer by each of the ways named; null when none is left. */
export function without(tally: Tally, ways: readonly string[]): Tally | null {
  const counts = { ...countsOf(tally) };
  for (const way of ways) {
    counts[way]! -= 1;
    if (counts[way] === 0) delete counts[way];
  }
  const left = tallyOf(counts);
  return left.ways === 0 ? null : left;
}

/** As a plain record. */
export const countsOf = ({ base, newer }: Tally): Readonly<Record<string, number>> => (Object.keys(newer).length === 0 ? base : { ...base, ...newer });
