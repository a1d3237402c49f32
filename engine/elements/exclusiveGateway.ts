import { attribute, child } from '../drawn.ts';
import type { NodeBase } from '../program.ts';
import type { Element } from './element.ts';
import { general } from './fields.ts';

/** One way on: the first flow, in document order, whose condition holds, else the default (BPMN 2.0, 10.6.2). */
export interface ExclusiveGatewayNode extends NodeBase {
  readonly kind: 'exclusiveGateway';
  readonly default?: string;
}

export const exclusiveGateway: Element<ExclusiveGatewayNode> = {
  kind: 'exclusiveGateway',
  bpmnType: 'bpmn:ExclusiveGateway',
  fields: general,
  read: (drawn) => ({ kind: 'exclusiveGateway', ...readDefault(drawn) }),
  behaviour: {
    enter(node, token, port) {
      const flows = port.outgoing(node, token);
      const chosen =
        flows.find((flow) => flow.id !== node.default && (flow.condition === undefined || port.holds(flow.condition, token))) ??
        flows.find((flow) => flow.id === node.default);
      if (!chosen && flows.length > 0) port.fail('NO_BRANCH', `Expected a condition to hold or a default flow at "${node.id}", but there is neither`);
      port.take(token, chosen ? [chosen] : []);
    },
  },
};

/** The id of the drawn default flow. */
export function readDefault(drawn: Parameters<typeof child>[0]): { default?: string } {
  const flow = child(drawn, 'default');
  const id = typeof flow === 'string' ? flow : flow && attribute(flow, 'id');
  return id ? { default: id } : {};
}
