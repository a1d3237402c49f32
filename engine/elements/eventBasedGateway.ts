import { problem } from '../problem.ts';
import type { NodeBase } from '../program.ts';
import type { Element } from './element.ts';
import { general } from './fields.ts';

/** Whichever of the following events happens first decides the way (BPMN 2.0, 10.6.6). */
export interface EventBasedGatewayNode extends NodeBase {
  readonly kind: 'eventBasedGateway';
}

export const eventBasedGateway: Element<EventBasedGatewayNode> = {
  kind: 'eventBasedGateway',
  bpmnType: 'bpmn:EventBasedGateway',
  fields: general,
  read: () => ({ kind: 'eventBasedGateway' }),
  check(node, { flow, node: find }) {
    const wrong = node.outgoing.map((id) => find(flow(id).target)).filter(({ kind }) => kind !== 'intermediateCatchEvent' && kind !== 'receiveTask');
    return [
      ...(node.outgoing.length < 2 ? [problem(node.id, 'EVENT_GATEWAY_TOO_FEW')] : []),
      ...wrong.map(({ id }) => problem(node.id, 'EVENT_GATEWAY_TARGET', { target: id })),
    ];
  },
  behaviour: {
    /** The token waits here for every target's event; the target that happens takes it over. */
    enter(node, token, port) {
      for (const flow of port.outgoing(node, token)) port.listenFor(flow.target, token);
    },
  },
};
