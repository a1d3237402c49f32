import type { ActivityBase } from '../program.ts';
import { problem } from '../problem.ts';
import type { Element } from './element.ts';
import { general, limitFields, multiInstanceFields, stepFields } from './fields.ts';

/** A person's step: a work item in the inbox of a department and role until it is answered (BPMN 2.0, 10.3.4). */
export interface UserTaskNode extends ActivityBase {
  readonly kind: 'userTask';
  readonly activity: true;
}

export const userTask: Element<UserTaskNode> = {
  kind: 'userTask',
  bpmnType: 'bpmn:UserTask',
  fields: [...general, ...stepFields, ...limitFields, ...multiInstanceFields],
  read: () => ({ kind: 'userTask', activity: true }),
  check(node, { profile }) {
    if (profile === 'bpmn') return [];
    return [
      ...(node.name ? [] : [problem(node.id, 'NAME_MISSING')]),
      ...(node.step?.department || node.step?.role === 'applicant' ? [] : [problem(node.id, 'DEPARTMENT_MISSING')]),
      ...(node.step?.role ? [] : [problem(node.id, 'ROLE_MISSING')]),
      ...(node.step?.limit ? [] : [problem(node.id, 'LIMIT_MISSING')]),
    ];
  },
  behaviour: {
    enter: (_node, token, port) => port.openWork(token),
    resume(_node, token, _wait, occurrence, port) {
      if (occurrence.kind === 'work') port.closeWork(token, occurrence);
    },
  },
};
