import type { NodeBase } from '../program.ts';
import type { Element } from './element.ts';
import { general } from './fields.ts';

/** All ways on, and a join that waits for every way in (BPMN 2.0, 10.6.4). */
export interface ParallelGatewayNode extends NodeBase {
  readonly kind: 'parallelGateway';
}

export const parallelGateway: Element<ParallelGatewayNode> = {
  kind: 'parallelGateway',
  bpmnType: 'bpmn:ParallelGateway',
  fields: general,
  read: () => ({ kind: 'parallelGateway' }),
  behaviour: {
    enter: (node, token, port) => port.take(token, port.outgoing(node, token)),
    settle(node, scope, port) {
      const arrived = port.arrivals(scope, node.id);
      if (node.incoming.every((flow) => (arrived[flow] ?? 0) > 0)) port.fire(node.id, scope, node.incoming);
    },
  },
};
