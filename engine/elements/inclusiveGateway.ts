import type { NodeBase } from '../program.ts';
import type { Element } from './element.ts';
import { readDefault } from './exclusiveGateway.ts';
import { general } from './fields.ts';

/** Every way whose condition holds, else the default; as a join it waits while a token may still come (BPMN 2.0, 10.6.3). */
export interface InclusiveGatewayNode extends NodeBase {
  readonly kind: 'inclusiveGateway';
  readonly default?: string;
}

export const inclusiveGateway: Element<InclusiveGatewayNode> = {
  kind: 'inclusiveGateway',
  bpmnType: 'bpmn:InclusiveGateway',
  fields: general,
  read: (drawn) => ({ kind: 'inclusiveGateway', ...readDefault(drawn) }),
  behaviour: {
    enter(node, token, port) {
      const flows = port.outgoing(node, token);
      const chosen = flows.filter((flow) => flow.id !== node.default && (flow.condition === undefined || port.holds(flow.condition, token)));
      const taken = chosen.length > 0 ? chosen : flows.filter((flow) => flow.id === node.default);
      if (taken.length === 0 && flows.length > 0) port.fail('NO_BRANCH', `Expected a condition to hold or a default flow at "${node.id}", but there is neither`);
      port.take(token, taken);
    },
    settle(node, scope, port) {
      const arrived = Object.keys(port.arrivals(scope, node.id));
      if (!port.mayStillArrive(node.id, scope)) port.fire(node.id, scope, arrived);
    },
  },
};
