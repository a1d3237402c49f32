import type { ActivityBase } from '../program.ts';
import type { Element } from './element.ts';
import { departmentField, general, limitFields, multiInstanceFields, stageField } from './fields.ts';

/** A part of the flow with a frame of its own: events at its edge concern everything inside (BPMN 2.0, 10.3.5). */
export interface SubProcessNode extends ActivityBase {
  readonly kind: 'subProcess';
  readonly activity: true;
}

export const subProcess: Element<SubProcessNode> = {
  kind: 'subProcess',
  bpmnType: 'bpmn:SubProcess',
  fields: [...general, departmentField, stageField, ...limitFields, ...multiInstanceFields],
  read: () => ({ kind: 'subProcess', activity: true }),
  behaviour: {
    enter: (_node, token, port) => port.openScope(token),
    contentDone: (_node, scope, port) => port.complete(scope),
  },
};
