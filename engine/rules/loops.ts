import { isActivity } from '../elements/index.ts';
import { type Problem, problem } from '../problem.ts';
import { constantOf } from '../expressions/constant.ts';
import { isNonNegativeInteger } from '../value.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** What a multi-instance activity collects has both a source and a name, it counts either a list or a number, and the number is one. */
export const loops: Rule = {
  id: 'loops',
  profiles: BOTH,
  check: (process, program) =>
    process.nodes.flatMap((node): Problem[] => {
      const loop = isActivity(node) ? node.multiInstance : undefined;
      if (!loop) return [];
      return [
        ...(((loop.outputElement ?? loop.outputName) === undefined) !== (loop.outputCollection === undefined) ? [flaw(program.profile, node.id, 'LOOP_OUTPUT_INCOMPLETE')] : []),
        ...checkCardinality(node.id, loop.cardinality),
        ...((loop.collection ?? loop.collectionName) !== undefined && loop.cardinality !== undefined ? [problem(node.id, 'LOOP_COUNTED_TWICE')] : []),
      ];
    }),
};

/** Where the number is the same in every case, it is one (BPMN 2.0, 10.3.8: the expression must give an integer). */
function checkCardinality(id: string, text: string | undefined): Problem[] {
  const value = text === undefined ? undefined : constantOf(text);
  return value === undefined || (typeof value === 'number' && isNonNegativeInteger(value)) ? [] : [problem(id, 'LOOP_CARDINALITY', { value: String(value) })];
}
