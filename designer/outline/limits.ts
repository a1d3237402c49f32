import type { DrawnNode } from './steps.ts';

/** Working days a limit stands for; null for units that can't be added to working days. */
export function workingDays(amount: string, unit: string): number | null {
  const value = Number(amount);
  if (amount === '' || !Number.isFinite(value) || value <= 0) return null;
  if (unit === 'workingDay' || unit === '') return value;
  if (unit === 'workingHour') return value / 8;
  return null;
}

/** The chain of steps that takes longest by the drawn limits. */
export interface LongestPath {
  /** Working days. */
  readonly days: number;
  /** Ids of the steps that make it, in order. */
  readonly steps: readonly string[];
}

/**
 * Sums the limits along the longest way through a process: parallel branches count once, loops are passed once, steps
 * that stop the clock count nothing, a sub-process without a limit of its own takes as long as its content.
 */
export function longestPath(nodes: readonly DrawnNode[], root: string): LongestPath {
  const own = nodes.filter((node) => node.parent === root);
  const byId = new Map(own.map((node) => [node.id, node]));
  const done = new Map<string, LongestPath>();
  const open = new Set<string>();

  const from = (node: DrawnNode): LongestPath => {
    const known = done.get(node.id);
    if (known !== undefined) return known;
    if (open.has(node.id)) return { days: 0, steps: [] };
    open.add(node.id);
    const onward = [...node.outgoing, ...own.filter((each) => each.attachedTo === node.id).map((each) => each.id)]
      .flatMap((id) => byId.get(id) ?? [])
      .map(from)
      .reduce<LongestPath>((best, each) => (each.days > best.days ? each : best), { days: 0, steps: [] });
    open.delete(node.id);
    const here = ownDays(nodes, node);
    const result = { days: here.days + onward.days, steps: [...here.steps, ...onward.steps] };
    done.set(node.id, result);
    return result;
  };
  return own.filter((node) => node.attachedTo === null).map(from).reduce<LongestPath>((best, each) => (each.days > best.days ? each : best), { days: 0, steps: [] });
}

function ownDays(nodes: readonly DrawnNode[], node: DrawnNode): LongestPath {
  if (node.gov['clock'] === 'stop') return { days: 0, steps: [] };
  const days = workingDays(node.gov['limitAmount'] ?? '', node.gov['limitUnit'] ?? '');
  if (days !== null) return { days, steps: [node.id] };
  return nodes.some((each) => each.parent === node.id) ? longestPath(nodes, node.id) : { days: 0, steps: [] };
}

