import { canonical } from '../canonical.ts';
import type { Problem } from '../problem.ts';

/** Rules that look at the drawing and rules that look at the flow as a whole may find the same thing: pairs of their codes. */
const SAME: readonly (readonly [string, string])[] = [
  ['STEP_WITHOUT_OUTGOING', 'FLOW_DEAD_END'],
  ['EVENT_WITHOUT_OUTGOING', 'FLOW_DEAD_END'],
  ['BOUNDARY_WITHOUT_OUTGOING', 'FLOW_DEAD_END'],
  ['START_WITHOUT_OUTGOING', 'FLOW_DEAD_END'],
  ['FLOW_WITHOUT_INCOMING', 'FLOW_UNREACHABLE'],
  ['END_WITHOUT_INCOMING', 'FLOW_UNREACHABLE'],
  ['EVENT_WITHOUT_INCOMING', 'FLOW_UNREACHABLE'],
  ['MESSAGE_MISSING', 'MESSAGE_REF_MISSING'],
  ['SIGNAL_MISSING', 'SIGNAL_REF_MISSING'],
  ['TIMER_SEVERAL', 'PART_UNSUPPORTED'],
  ['VALUE_INVALID', 'LOOP_MAXIMUM_INVALID'],
];

/** A finding is said once: the same words for the same element, and of two that mean the same the error, or the first. */
export function saidOnce(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  const at = new Map<string, Problem>();
  for (const each of problems) if (each.severity === 'error' || !at.has(keyOf(each))) at.set(keyOf(each), each);
  return problems.filter((each) => {
    const words = `${each.elementId} ${each.code} ${canonical(each.params ?? {})}`;
    if (seen.has(words)) return false;
    seen.add(words);
    return !SAME.some(([one, other]) => {
      if (each.code === other) return at.has(`${each.elementId} ${one}`) && each.severity === 'warning';
      return each.code === one && at.get(`${each.elementId} ${other}`)?.severity === 'error';
    });
  });
}

const keyOf = ({ elementId, code }: Problem): string => `${elementId} ${code}`;
