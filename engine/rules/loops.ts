import { isActivity } from '../elements/index.ts';
import { type Problem, problem } from '../problem.ts';
import { BOTH, type Rule } from './rule.ts';

/** What a multi-instance activity collects has both a source and a name, and it counts either a list or a number. */
export const loops: Rule = {
  id: 'loops',
  profiles: BOTH,
  check: (process) =>
    process.nodes.flatMap((node): Problem[] => {
      const loop = isActivity(node) ? node.multiInstance : undefined;
      if (!loop) return [];
      return [
        ...(((loop.outputElement ?? loop.outputName) === undefined) !== (loop.outputCollection === undefined) ? [problem(node.id, 'LOOP_OUTPUT_INCOMPLETE')] : []),
        ...((loop.collection ?? loop.collectionName) !== undefined && loop.cardinality !== undefined ? [problem(node.id, 'LOOP_COUNTED_TWICE')] : []),
      ];
    }),
};
