import { warning } from '../problem.ts';
import type { ActivityBase } from '../program.ts';
import type { CheckContext, Element } from './element.ts';
import { general, limitFields, multiInstanceFields, stageField } from './fields.ts';

/** A step of no kind: nobody and nothing is asked, it completes by itself (BPMN 2.0, 10.3.3 and 13.3.3). */
export interface TaskNode extends ActivityBase {
  readonly kind: 'task';
  readonly activity: true;
}

export const task: Element<TaskNode> = {
  kind: 'task',
  bpmnType: 'bpmn:Task',
  fields: [...general, stageField, ...limitFields, ...multiInstanceFields],
  read: () => ({ kind: 'task', activity: true }),
  check: checkDoer,
  behaviour: { enter: (_node, token, port) => port.complete(token) },
};

/** In a matter somebody usually has to do a step: one that passes by itself is pointed out. */
export function checkDoer(node: ActivityBase, { profile }: CheckContext) {
  return profile === 'matter' ? [warning(node.id, 'STEP_WITHOUT_DOER')] : [];
}
