import { problem } from '../problem.ts';
import { BOTH, type Rule } from './rule.ts';

/** No flow leads to a start event or from an end event (BPMN 2.0, 10.5.2 and 10.5.3). */
export const flowEnds: Rule = {
  id: 'flow-ends',
  profiles: BOTH,
  check: (process) =>
    process.nodes.flatMap(({ id, kind, incoming, outgoing }) => [
      ...(kind === 'startEvent' && incoming.length > 0 ? [problem(id, 'START_WITH_INCOMING')] : []),
      ...(kind === 'endEvent' && outgoing.length > 0 ? [problem(id, 'END_WITH_OUTGOING')] : []),
    ]),
};
