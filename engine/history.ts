import { isActivity, type Node } from './elements/index.ts';
import { indexOf } from './interpreter/programIndex.ts';
import type { LogEntry } from './log.ts';
import type { Program } from './program.ts';

/** One execution of an element that is over. */
export interface Execution {
  readonly process: string;
  readonly element: string;
  readonly instance: number;
  readonly how: 'completed' | 'cancelled';
}

/** How often an element was done and how often it was called off. */
export interface Counts {
  completed: number;
  cancelled: number;
}

/**
 * What a case's log says about executions that are over, in order. A loop counts by its instances: the activity around
 * them, which only holds them together, is left out.
 */
export function executions(program: Program, log: readonly LogEntry[]): Execution[] {
  const elements = new Map<number, string>();
  const found: Execution[] = [];
  const inside = new Set<number>();
  for (const entry of log) {
    if (entry.type === 'entered') {
      elements.set(entry.instance, entry.element);
      if (entry.parent !== null && elements.get(entry.parent) === entry.element) inside.add(entry.instance);
    }
    // A scope that was open again to be compensated was done before.
    if (entry.type !== 'left' || entry.how === 'compensated') continue;
    const { process, element, instance, how } = entry;
    const node = program.processes[process] && indexOf(program, process).nodes.get(element);
    if (node && loops(node) && !inside.has(instance)) continue;
    found.push({ process, element, instance, how });
  }
  return found;
}

/** Executions counted by element. */
export function countsOf(over: readonly Execution[]): Record<string, Counts> {
  const counts: Record<string, Counts> = {};
  for (const { element, how } of over) (counts[element] ??= { completed: 0, cancelled: 0 })[how] += 1;
  return counts;
}

const loops = (node: Node): boolean => isActivity(node) && (node.multiInstance !== undefined || node.loop !== undefined);
