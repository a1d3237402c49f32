import type { Program } from '../program.ts';
import type { Play } from './play.ts';

/** Elements and flows of a program that scenarios reach, process by process. */
export interface Coverage {
  readonly process: string;
  readonly reached: readonly string[];
  /** Elements that nothing reaches, in document order. */
  readonly elements: readonly string[];
  /** Flows that nothing takes, in document order. */
  readonly flows: readonly string[];
  /** Elements and flows reached, and how many there are. */
  readonly done: number;
  readonly all: number;
}

/** What the runs reach together. */
export function coverageOf(program: Program, plays: readonly Pick<Play, 'happened'>[]): readonly Coverage[] {
  const passed = new Set<string>();
  for (const { happened } of plays) {
    for (const { entry } of happened) {
      if (entry.type === 'entered') passed.add(`${entry.process} ${entry.element}`);
      else if (entry.type === 'flow') passed.add(`${entry.process} ${entry.flow}`);
    }
  }
  return Object.values(program.processes).map(({ key, nodes, flows }) => {
    const isReached = ({ id }: { readonly id: string }) => passed.has(`${key} ${id}`);
    const ids = [...nodes, ...flows];
    const reached = ids.filter(isReached).map(({ id }) => id);
    return {
      process: key,
      reached,
      elements: nodes.filter((node) => !isReached(node)).map(({ id }) => id),
      flows: flows.filter((flow) => !isReached(flow)).map(({ id }) => id),
      done: reached.length,
      all: ids.length,
    };
  });
}
