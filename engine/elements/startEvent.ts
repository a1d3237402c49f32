import type { NodeBase } from '../program.ts';
import { attribute } from '../drawn.ts';
import type { Element } from './element.ts';
import { general, timerFields } from './fields.ts';
import { readTrigger, type Trigger } from './trigger.ts';

/** Where a process, a sub-process or an event sub-process begins (BPMN 2.0, 10.5.2). */
export interface StartEventNode extends NodeBase {
  readonly kind: 'startEvent';
  readonly trigger: Trigger;
  /** In an event sub-process: whether it takes the place of what runs in its scope. */
  readonly interrupting: boolean;
}

export const startEvent: Element<StartEventNode> = {
  kind: 'startEvent',
  bpmnType: 'bpmn:StartEvent',
  fields: [...general, ...timerFields],
  read: (drawn) => ({ kind: 'startEvent', trigger: readTrigger(drawn), interrupting: attribute(drawn, 'isInterrupting') !== 'false' }),
  behaviour: {
    enter: (_node, token, port) => port.complete(token),
    /** What a parallel multiple start waited for has come, or the trigger of an event sub-process happened in its scope. */
    resume(node, owner, _wait, occurrence, port) {
      const variables = 'variables' in occurrence ? occurrence.variables : {};
      if (owner.node === node.id) {
        port.stopWaiting(owner);
        return port.complete(owner, variables);
      }
      if (node.interrupting) port.interrupt(owner);
      port.openEventSubProcess(node, owner, variables);
    },
  },
};
