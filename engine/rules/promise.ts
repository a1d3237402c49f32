import { type Node, isActivity } from '../elements/index.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { problem } from '../problem.ts';
import type { Limit, Program } from '../program.ts';
import { inOrder } from './inOrder.ts';
import type { Rule } from './rule.ts';

/** Working hours of a day, where a limit in hours is added to limits in days: the fewest a city works. */
const HOURS_A_DAY = 6;
const MINUTES_A_DAY = 24 * 60;
const WORKING_SHARE = 5 / 7;

/**
 * The steps' limits along the longest way end within what the matter promises (T-06, deadline proof). In working days:
 * parallel branches count by the longest, steps whose time is not counted not at all, a limit from acceptance by its own
 * end, a loop once.
 */
export const promise: Rule = {
  id: 'promise',
  profiles: ['matter'],
  check(process, program) {
    const limit = process.matter?.limit;
    if (!limit) return [];
    const { days, path } = longest(program, process.key);
    const promised = daysOf(limit);
    return days > promised ? [problem(process.key, 'PROMISE_TOO_SHORT', { days: rounded(days), promised: rounded(promised), path: path.join(' → ') })] : [];
  },
};

/** A limit in working days. */
export function daysOf({ amount, unit }: Limit): number {
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

interface Way {
  readonly days: number;
  /** Names of the limited steps on it. */
  readonly path: readonly string[];
}

const NOTHING: Way = { days: 0, path: [] };

function longest(program: Program, processKey: string, calls: readonly string[] = []): Way {
  const index = indexOf(program, processKey);
  return longestIn(processKey);

  function longestIn(scope: string): Way {
    const ends = new Map<string, Way>();
    const arrivals = new Map<string, string[]>();
    let best = NOTHING;
    for (const node of inOrder(index, scope)) {
      const before = (arrivals.get(node.id) ?? []).map((from) => ends.get(from)!).reduce(longer, NOTHING);
      const end = after(node, before);
      ends.set(node.id, end);
      best = longer(best, end);
      for (const next of index.successors(node.id)) arrivals.set(next, [...(arrivals.get(next) ?? []), node.id]);
    }
    return best;
  }

  /** Activities that run one after another, in whatever order, take what they take together. */
  function oneByOne(scope: string): Way {
    return inOrder(index, scope).reduce((before, node) => after(node, before), NOTHING);
  }

  function after(node: Node, before: Way): Way {
    // What is undone was promised to nobody.
    if (!isActivity(node) || node.forCompensation || node.step?.clock === 'stop' || node.step?.clock === 'restart') return before;
    const { limit } = node.step ?? {};
    const own = limit ? daysOf(limit) : inner(node).days;
    if (own === 0) return before;
    const path = [...before.path, node.name ?? node.id];
    return { days: limit?.from === 'acceptance' ? Math.max(before.days, own) : before.days + own, path };
  }

  /** What a step without a limit of its own needs inside. */
  function inner(node: Node): Way {
    if (node.kind === 'subProcess' || node.kind === 'transaction' || (node.kind === 'adHocSubProcess' && !node.sequential)) return longestIn(node.id);
    if (node.kind === 'adHocSubProcess') return oneByOne(node.id);
    if (node.kind !== 'callActivity' || calls.includes(node.calls) || !program.processes[node.calls]) return NOTHING;
    return longest(program, node.calls, [...calls, processKey]);
  }
}

const longer = (a: Way, b: Way): Way => (b.days > a.days ? b : a);

const rounded = (days: number): number => Math.round(days * 10) / 10;
