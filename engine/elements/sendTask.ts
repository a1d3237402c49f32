import { child } from '../drawn.ts';
import type { ActivityBase } from '../program.ts';
import type { Element } from './element.ts';
import { messageOf } from './messageFlow.ts';
import { checkJobTerms, type JobTerms, readJobTerms, serviceTask } from './serviceTask.ts';
import type { MessageTrigger } from './trigger.ts';

/**
 * Sends something and goes on (BPMN 2.0, 10.3.3). With a message of its own, or at the source of a message flow, it sends
 * that message, to whoever waits for it inside the case or outside. With an operation or a worker's name, or without a
 * message, a system is asked to send, and the task goes on when it has taken it.
 */
export interface SendTaskNode extends ActivityBase, JobTerms {
  readonly kind: 'sendTask';
  readonly activity: true;
  /** What it sends by itself. */
  readonly sends?: MessageTrigger;
}

export const sendTask: Element<SendTaskNode> = {
  kind: 'sendTask',
  bpmnType: 'bpmn:SendTask',
  fields: serviceTask.fields,
  read(drawn) {
    const terms = readJobTerms(drawn);
    const sends = messageOf(drawn, child(drawn, 'messageRef'));
    return { kind: 'sendTask', activity: true, ...terms, ...(sends.name && !terms.taskType && !terms.operation ? { sends } : {}) };
  },
  check: (node, context) => (node.sends ? [] : checkJobTerms(node, context)),
  behaviour: {
    enter(node, token, port) {
      const { sends } = node;
      if (!sends) return port.openJob(token);
      port.whenQuiet(token, () => {
        port.throwMessage(token, sends);
        port.complete(token);
      });
    },
    resume(_node, token, _wait, occurrence, port) {
      if (occurrence.kind === 'job') port.answerJob(token, occurrence.outcome);
    },
  },
};
