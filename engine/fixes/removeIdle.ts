import type { Fixer } from './fix.ts';

/** What nothing leads to, and a gateway that neither splits nor joins, are taken out of the drawing. */
export const removeIdle: Fixer = {
  codes: ['FLOW_UNREACHABLE', 'END_WITHOUT_INCOMING', 'FLOW_WITHOUT_INCOMING', 'GATEWAY_NEITHER'],
  propose({ problem, element, incoming, outgoing }) {
    const idle = problem.code === 'GATEWAY_NEITHER' ? incoming(element).length === 1 && outgoing(element).length === 1 : incoming(element).length === 0 && element.$type !== 'bpmn:Process';
    return idle ? { id: problem.code === 'GATEWAY_NEITHER' ? 'removeGateway' : 'removeIdle', edits: [{ kind: 'remove', ids: [element.id] }] } : null;
  },
};
