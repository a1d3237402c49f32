import { type Node, isActivity } from '../elements/index.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { type Problem, problem } from '../problem.ts';
import { BOTH, type Rule } from './rule.ts';

/** Boundary events sit on activities (B-31); what follows an event-based gateway is reached through it alone (BPMN 2.0, 10.6.6). */
export const eventPlaces: Rule = {
  id: 'event-places',
  profiles: BOTH,
  check(process, program) {
    const { nodes, flows, attached } = indexOf(program, process.key);
    return process.nodes.flatMap((node): Problem[] => {
      if (node.kind === 'boundaryEvent' && node.attachedTo) return checkHost(node.id, nodes.get(node.attachedTo));
      if (node.kind !== 'eventBasedGateway') return [];
      const targets = node.outgoing.map((id) => nodes.get(flows.get(id)!.target)!);
      return targets.flatMap((target) => [
        ...(target.incoming.length > 1 ? [problem(target.id, 'EVENT_GATEWAY_TARGET_SHARED')] : []),
        ...(attached.has(target.id) ? [problem(target.id, 'EVENT_GATEWAY_TARGET_BOUNDARY', { name: target.name ?? target.id })] : []),
        ...(isEntered(target) ? [problem(target.id, 'EVENT_GATEWAY_TARGET_ENTERED', { name: target.name ?? target.id })] : []),
      ]);
    });
  },
};

/** Whether the step has what begins when a step is entered: the token waits at the gateway, and the step is done when it moves. */
const isEntered = (node: Node): boolean =>
  isActivity(node) && (node.multiInstance !== undefined || node.loop !== undefined || node.data?.inputs !== undefined || node.inputs !== undefined || node.step?.limit !== undefined || (node.step?.clock ?? 'run') !== 'run');

const checkHost = (id: string, host: Node | undefined): Problem[] =>
  host && isActivity(host) && host.kind !== 'eventSubProcess' ? [] : [problem(id, 'BOUNDARY_HOST_INVALID')];
