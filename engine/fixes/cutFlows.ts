import type { Fixer } from './fix.ts';

/** Flows that may not be there are taken off. */
export const cutFlows: Fixer = {
  codes: [
    'START_WITH_INCOMING', 'END_WITH_OUTGOING', 'BOUNDARY_WITH_INCOMING', 'EVENT_SUB_PROCESS_WITH_INCOMING', 'EVENT_SUB_PROCESS_WITH_OUTGOING', 'COMPENSATION_HANDLER_WITH_INCOMING', 'COMPENSATION_HANDLER_WITH_OUTGOING',
    'COMPENSATION_WITH_OUTGOING', 'LINK_WITH_INCOMING', 'LINK_WITH_OUTGOING', 'EVENT_GATEWAY_STARTS_WITH_INCOMING', 'RECEIVE_START_WITH_INCOMING',
  ],
  propose({ problem, element, incoming, outgoing }) {
    const flows = problem.code.endsWith('OUTGOING') ? outgoing(element) : incoming(element);
    return flows.length === 0 ? null : { id: 'cutFlows', params: { count: flows.length }, edits: [{ kind: 'remove', ids: flows.map(({ id }) => id) }] };
  },
};
