import { indexOf } from '../interpreter/programIndex.ts';
import { isActivity, type Node } from '../elements/index.ts';
import { type Problem, problem } from '../problem.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** Gateways that look at the conditions of their ways on. */
const DECIDES: ReadonlySet<Node['kind']> = new Set(['exclusiveGateway', 'inclusiveGateway', 'complexGateway'] as const);

/** A condition stands only where it is looked at: after a decision or an activity, and never on the default flow (BPMN 2.0, 8.4.13). */
export const conditionSource: Rule = {
  id: 'condition-source',
  profiles: BOTH,
  check(process, program) {
    const { flows, nodes } = indexOf(program, process.key);
    const misplaced = process.flows.flatMap((flow): Problem[] => {
      const source = nodes.get(flow.source);
      if (flow.condition === undefined || !source) return [];
      if ('default' in source && source.default === flow.id) return [flaw(program.profile, flow.id, 'DEFAULT_WITH_CONDITION')];
      return isActivity(source) || DECIDES.has(source.kind) ? [] : [problem(flow.id, 'CONDITION_IGNORED', { source: source.name ?? source.id })];
    });
    const foreign = process.nodes.filter((node) => 'default' in node && node.default !== undefined && flows.get(node.default)?.source !== node.id);
    return [...misplaced, ...foreign.map(({ id }) => problem(id, 'DEFAULT_ELSEWHERE'))];
  },
};
