import type { ActivityBase } from '../program.ts';
import type { Element } from './element.ts';
import { checkJobTerms, type JobTerms, readJobTerms, serviceTask } from './serviceTask.ts';

/** Sends something to a system outside and goes on when it has been taken (BPMN 2.0, 10.3.3). */
export interface SendTaskNode extends ActivityBase, JobTerms {
  readonly kind: 'sendTask';
  readonly activity: true;
}

export const sendTask: Element<SendTaskNode> = {
  kind: 'sendTask',
  bpmnType: 'bpmn:SendTask',
  fields: serviceTask.fields,
  read: (drawn) => ({ kind: 'sendTask', activity: true, ...readJobTerms(drawn) }),
  check: checkJobTerms,
  behaviour: {
    enter: (_node, token, port) => port.openJob(token),
    resume(_node, token, _wait, occurrence, port) {
      if (occurrence.kind === 'job') port.answerJob(token, occurrence.outcome);
    },
  },
};
