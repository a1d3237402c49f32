import { attribute, child } from '../drawn.ts';
import { problem } from '../problem.ts';
import type { NodeBase } from '../program.ts';
import type { Element } from './element.ts';
import { general, timerFields } from './fields.ts';
import { readTrigger, type Trigger } from './trigger.ts';

/** Happens at the edge of an activity: takes its place, or starts a path beside it (BPMN 2.0, 10.5.4). */
export interface BoundaryEventNode extends NodeBase {
  readonly kind: 'boundaryEvent';
  readonly trigger: Trigger;
  readonly attachedTo: string;
  readonly interrupting: boolean;
  /** Of a compensation event: the activity that undoes the one it is attached to. */
  readonly handler?: string;
}

export const boundaryEvent: Element<BoundaryEventNode> = {
  kind: 'boundaryEvent',
  bpmnType: 'bpmn:BoundaryEvent',
  fields: [...general, ...timerFields],
  read(drawn) {
    const host = child(drawn, 'attachedToRef');
    return {
      kind: 'boundaryEvent',
      trigger: readTrigger(drawn),
      attachedTo: (host && attribute(host, 'id')) ?? '',
      interrupting: attribute(drawn, 'cancelActivity') !== 'false',
    };
  },
  check: (node) => [
    ...(node.attachedTo ? [] : [problem(node.id, 'BOUNDARY_UNATTACHED')]),
    ...(node.trigger.kind === 'none' ? [problem(node.id, 'BOUNDARY_WITHOUT_EVENT')] : []),
    ...(node.incoming.length > 0 ? [problem(node.id, 'BOUNDARY_WITH_INCOMING')] : []),
  ],
  behaviour: {
    enter: (_node, token, port) => port.complete(token),
    resume(node, host, _wait, occurrence, port) {
      const scope = port.parent(host);
      const came = 'variables' in occurrence ? occurrence.variables : {};
      port.set(scope, came, node);
      if (node.interrupting) port.cancel(host);
      port.start(node.id, scope, came);
    },
  },
};
