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
    /** The trigger of an event sub-process happened; `scope` is the instance it stands in. */
    resume(node, scope, _wait, occurrence, port) {
      if (node.interrupting) port.interrupt(scope);
      port.openEventSubProcess(node, scope, 'variables' in occurrence ? occurrence.variables : {});
    },
  },
};
