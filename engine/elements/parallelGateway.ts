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
      if (port.waysCome(scope, node.id) === node.incoming.length) port.fire(node.id, scope, node.incoming);
    },
  },
};
