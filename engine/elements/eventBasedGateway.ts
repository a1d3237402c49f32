import { attribute } from '../drawn.ts';
import { problem } from '../problem.ts';
import type { NodeBase } from '../program.ts';
import type { Element } from './element.ts';
import { general } from './fields.ts';
import type { Trigger } from './trigger.ts';

/**
 * Whichever of the following events happens first decides the way (BPMN 2.0, 10.6.6). One that instantiates starts its
 * process with the first of them; a parallel one then waits for all the others too, each on its own way.
 */
export interface EventBasedGatewayNode extends NodeBase {
  readonly kind: 'eventBasedGateway';
  readonly instantiate?: true;
  readonly parallel?: true;
}

export const eventBasedGateway: Element<EventBasedGatewayNode> = {
  kind: 'eventBasedGateway',
  bpmnType: 'bpmn:EventBasedGateway',
  fields: [
    ...general,
    { name: 'instantiate', input: 'checkbox', attribute: 'bpmn:instantiate', group: 'event' },
    { name: 'eventGatewayType', input: 'select', attribute: 'bpmn:eventGatewayType', group: 'event', options: ['Exclusive', 'Parallel'] },
  ],
  read: (drawn) => ({
    kind: 'eventBasedGateway',
    ...(attribute(drawn, 'instantiate') === 'true' ? { instantiate: true as const } : {}),
    ...(attribute(drawn, 'eventGatewayType') === 'Parallel' ? { parallel: true as const } : {}),
  }),
  check(node, { flow, node: find }) {
    const wrong = node.outgoing.map((id) => find(flow(id).target)).filter((target) => !isEvent(target));
    return [
      ...(node.parallel && !node.instantiate ? [problem(node.id, 'EVENT_GATEWAY_PARALLEL')] : []),
      ...(node.instantiate && node.incoming.length > 0 ? [problem(node.id, 'EVENT_GATEWAY_STARTS_WITH_INCOMING')] : []),
      ...(node.outgoing.length < 2 ? [problem(node.id, 'EVENT_GATEWAY_TOO_FEW')] : []),
      ...wrong.map(({ id }) => problem(node.id, 'EVENT_GATEWAY_TARGET', { target: id })),
    ];
  },
  behaviour: {
    /** The token waits here for every target's event; the target that happens takes it over. */
    enter(node, token, port) {
      if (node.parallel) return port.take(token, port.outgoing(node, token));
      for (const flow of port.outgoing(node, token)) port.listenFor(flow.target, token);
    },
  },
};

/** What can be waited for behind the gateway: a link leads there by itself. */
const isEvent = (node: NodeBase & { readonly kind: string; readonly trigger?: Trigger }): boolean =>
  node.kind === 'receiveTask' || (node.kind === 'intermediateCatchEvent' && node.trigger?.kind !== 'link');
