import type { Evaluator } from './boxed/boxed.ts';
import { same } from './same.ts';

/** How many of a table's rules may answer, and which one counts (DMN 1.5, 8.2.10). */
export type HitPolicy = 'UNIQUE' | 'ANY' | 'PRIORITY' | 'FIRST' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';

export type Aggregator = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

/** A rule that was met, with its outputs. */
export interface Rated {
  readonly rule: string;
  readonly outputs: readonly unknown[];
}

/**
 * Which of the rules that were met answer, in which order; `single` where exactly one result comes out.
 * @param rankings allowed values of each output, best first; null where an output has no order.
 */
export function choose(policy: HitPolicy, met: readonly Rated[], rankings: readonly (readonly unknown[] | null)[]): { hits: readonly Rated[]; single: boolean; error?: string } {
  switch (policy) {
    case 'FIRST':
      return { hits: met.slice(0, 1), single: true };
    case 'PRIORITY':
      return { hits: byPriority(met, rankings).slice(0, 1), single: true };
    case 'ANY': {
      const agree = met.every(({ outputs }) => same(outputs, met[0]!.outputs));
      return { hits: agree ? met : [], single: true, ...(agree ? {} : { error: 'Expected every rule that is met to give the same output' }) };
    }
    case 'RULE ORDER':
    case 'COLLECT':
      return { hits: met, single: false };
    case 'OUTPUT ORDER':
      return { hits: byPriority(met, rankings), single: false };
    case 'UNIQUE':
      return { hits: met, single: true, ...(met.length > 1 ? { error: `Expected one rule to be met, but ${met.length} are` } : {}) };
  }
}

/** Earlier outputs weigh more than later ones; rules of equal rank keep the table's order. */
function byPriority(met: readonly Rated[], rankings: readonly (readonly unknown[] | null)[]): Rated[] {
  const ranks = new Map(met.map((rated) => [rated, rankings.map((ranking, i) => rank(ranking, rated.outputs[i]))]));
  return [...met].sort((a, b) => {
    const [left, right] = [ranks.get(a)!, ranks.get(b)!];
    const at = left.findIndex((each, i) => each !== right[i]);
    return at < 0 ? 0 : left[at]! - right[at]!;
  });
}

function rank(ranking: readonly unknown[] | null, value: unknown): number {
  if (!ranking) return 0;
  const at = ranking.findIndex((each) => same(each, value));
  return at < 0 ? ranking.length : at;
}

/** The single value that a collecting table makes of all answers; FEEL's own functions do the arithmetic. */
export function aggregate(aggregator: Aggregator, values: readonly unknown[], evaluator: Evaluator): unknown {
  return evaluator.feel(`${aggregator.toLowerCase()}(values)`, { values });
}
