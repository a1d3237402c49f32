import type { ActivityBase } from '../program.ts';
import { problem } from '../problem.ts';
import type { Element } from './element.ts';
import { general } from './fields.ts';

/** A sub-process that no flow leads to: its start event's trigger opens it while its scope is active (BPMN 2.0, 10.3.5). */
export interface EventSubProcessNode extends ActivityBase {
  readonly kind: 'eventSubProcess';
  readonly activity: true;
}

export const eventSubProcess: Element<EventSubProcessNode> = {
  kind: 'eventSubProcess',
  bpmnType: 'bpmn:SubProcess',
  fields: general,
  read: () => ({ kind: 'eventSubProcess', activity: true }),
  check: (node) => [
    ...(node.incoming.length > 0 ? [problem(node.id, 'EVENT_SUB_PROCESS_WITH_INCOMING')] : []),
    ...(node.outgoing.length > 0 ? [problem(node.id, 'EVENT_SUB_PROCESS_WITH_OUTGOING')] : []),
  ],
  behaviour: {
    // Opened by its start event's trigger (startEvent.resume), never entered by a flow.
    enter: () => {},
    contentDone: (_node, scope, port) => port.complete(scope),
  },
};
