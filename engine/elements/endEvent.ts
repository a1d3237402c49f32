import type { Element } from './element.ts';
import { general } from './fields.ts';
import { throwEvent } from './throwing/index.ts';
import type { ThrowingNode } from './throwing/thrower.ts';
import { readTrigger } from './trigger.ts';

/** A path ends: quietly, by ending everything in its scope, or by throwing something (BPMN 2.0, 10.5.3). */
export interface EndEventNode extends ThrowingNode {
  readonly kind: 'endEvent';
}

export const endEvent: Element<EndEventNode> = {
  kind: 'endEvent',
  bpmnType: 'bpmn:EndEvent',
  fields: general,
  read: (drawn) => ({ kind: 'endEvent', trigger: readTrigger(drawn) }),
  behaviour: { enter: throwEvent },
};
