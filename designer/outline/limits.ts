import type { LimitUnit } from '../../engine/program.ts';
import { daysOf } from '../../engine/deadline/days.ts';
import type { DrawnNode } from './steps.ts';

/** Working days a limit stands for, as the publish rules count them; null where no limit is drawn. */
export function workingDays(amount: string, unit: string): number | null {
  const value = Number(amount);
  if (amount === '' || !Number.isFinite(value) || value <= 0) return null;
  return daysOf({ amount: value, unit: (unit || 'workingDay') as LimitUnit }) ?? null;
}

/** The chain of steps that takes longest by the drawn limits. */
export interface LongestPath {
  /** Working days. */
  readonly days: number;
  /** Ids of the steps that make it, in order. */
  readonly steps: readonly string[];
}

const nothing: LongestPath = { days: 0, steps: [] };

/**
 * Sums the limits along the longest way through a process: parallel branches count once, loops are passed once, steps
 * that stop the clock count nothing, a limit that runs from acceptance is a date and not a sum, a sub-process without a
 * limit of its own takes as long as its content.
 */
export function longestPath(nodes: readonly DrawnNode[], root: string): LongestPath {
  const own = nodes.filter((node) => node.parent === root);
  const before = new Map(own.map((node) => [node.id, own.filter((each) => each.outgoing.includes(node.id) || each.id === node.attachedTo)]));
  const done = new Map<string, LongestPath>();
  const open = new Set<string>();

  const until = (node: DrawnNode): LongestPath => {
    const known = done.get(node.id);
    if (known !== undefined) return known;
    if (open.has(node.id)) return nothing;
    open.add(node.id);
    const reached = longest(before.get(node.id)!.map(until));
    open.delete(node.id);
    const here = durationOf(nodes, node);
    const result = node.gov['limitFrom'] === 'acceptance' && here.days > 0 ? longest([reached, here]) : { days: reached.days + here.days, steps: [...reached.steps, ...here.steps] };
    done.set(node.id, result);
    return result;
  };
  return longest(own.map(until));
}

function durationOf(nodes: readonly DrawnNode[], node: DrawnNode): LongestPath {
  if (node.gov['clock'] === 'stop' || node.gov['clock'] === 'restart') return nothing;
  const days = workingDays(node.gov['limitAmount'] ?? '', node.gov['limitUnit'] ?? '');
  if (days !== null) return { days, steps: [node.id] };
  return nodes.some((each) => each.parent === node.id) ? longestPath(nodes, node.id) : nothing;
}

const longest = (paths: readonly LongestPath[]): LongestPath => paths.reduce((best, each) => (each.days > best.days ? each : best), nothing);
