import { attribute, child } from '../drawn.ts';
import { problem } from '../problem.ts';
import type { ActivityBase } from '../program.ts';
import type { Correlation } from './correlation.ts';
import type { Element } from './element.ts';
import { departmentField, general, limitFields, multiInstanceFields, stageField } from './fields.ts';
import { messageOf } from './messageFlow.ts';
import type { Trigger } from './trigger.ts';

/** Waits for a message by name, and by correlation key where one is drawn; or starts its process with it (BPMN 2.0, 10.3.3). */
export interface ReceiveTaskNode extends ActivityBase, Partial<Correlation> {
  readonly kind: 'receiveTask';
  readonly activity: true;
  readonly message: string;
  /** A message of that name starts the process here. */
  readonly instantiate?: true;
}

export const receiveTask: Element<ReceiveTaskNode> = {
  kind: 'receiveTask',
  bpmnType: 'bpmn:ReceiveTask',
  fields: [...general, { name: 'instantiate', input: 'checkbox', attribute: 'bpmn:instantiate', group: 'event' }, departmentField, stageField, ...limitFields, ...multiInstanceFields],
  read(drawn) {
    const { kind: _kind, name, ...correlation } = messageOf(drawn, child(drawn, 'messageRef'));
    return { kind: 'receiveTask', activity: true, message: name, ...correlation, ...(attribute(drawn, 'instantiate') === 'true' ? { instantiate: true as const } : {}) };
  },
  check: (node) => (node.message ? [] : [problem(node.id, 'MESSAGE_MISSING')]),
  behaviour: {
    enter: (node, token, port) => port.arm(token, node.id, trigger(node)),
    resume(node, token, _wait, occurrence, port) {
      if (occurrence.kind !== 'message') return;
      if (token.node !== node.id) port.move(token, node.id);
      port.stopWaiting(token, node.id);
      port.complete(token, occurrence.variables);
    },
  },
};

/** What the task waits for; an event-based gateway before it waits for the same. */
export const trigger = ({ message, key, content, conversation }: ReceiveTaskNode): Trigger => ({
  kind: 'message',
  name: message,
  ...(key ? { key } : {}),
  ...(content ? { content } : {}),
  ...(conversation ? { conversation } : {}),
});
