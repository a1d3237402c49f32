import type { ActivityBase } from '../program.ts';
import type { Element } from './element.ts';
import { checkDoer, task } from './task.ts';

/** Work that people do outside of every system: the platform neither asks nor hears of it, so it completes by itself (BPMN 2.0, 10.3.4). */
export interface ManualTaskNode extends ActivityBase {
  readonly kind: 'manualTask';
  readonly activity: true;
}

export const manualTask: Element<ManualTaskNode> = {
  kind: 'manualTask',
  bpmnType: 'bpmn:ManualTask',
  fields: task.fields,
  read: () => ({ kind: 'manualTask', activity: true }),
  check: checkDoer,
  behaviour: { enter: (_node, token, port) => port.complete(token) },
};
