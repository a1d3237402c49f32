import { problem } from '../problem.ts';
import type { NodeBase } from '../program.ts';
import type { Element } from './element.ts';
import { general, timerFields } from './fields.ts';
import { readTrigger, type Trigger } from './trigger.ts';

/** Waits for a message, a signal, a time or a condition, for any or all of several; or is where a link leads to (BPMN 2.0, 10.5.4). */
export interface IntermediateCatchEventNode extends NodeBase {
  readonly kind: 'intermediateCatchEvent';
  readonly trigger: Trigger;
}

export const intermediateCatchEvent: Element<IntermediateCatchEventNode> = {
  kind: 'intermediateCatchEvent',
  bpmnType: 'bpmn:IntermediateCatchEvent',
  fields: [...general, ...timerFields],
  read: (drawn) => ({ kind: 'intermediateCatchEvent', trigger: readTrigger(drawn) }),
  check: (node) => (node.trigger.kind === 'none' ? [problem(node.id, 'CATCH_WITHOUT_EVENT')] : []),
  behaviour: {
    enter(node, token, port) {
      if (node.trigger.kind === 'link') port.complete(token);
      else port.arm(token, node.id, node.trigger);
    },
    /** `waiting` is the token here, or one that still stands at the event-based gateway before. */
    resume(node, waiting, _wait, occurrence, port) {
      if (waiting.node !== node.id) port.move(waiting, node.id);
      // A counted cycle lets a path begin each time; the token that waits goes on with the last.
      else if (node.trigger.kind === 'timer' && waiting.waits?.some(({ on }) => on.kind === 'timer' && typeof on.left === 'number')) return port.complete(port.twin(waiting));
      port.stopWaiting(waiting);
      port.complete(waiting, 'variables' in occurrence ? occurrence.variables : {});
    },
  },
};
