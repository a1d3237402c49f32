import type { Element } from './element.ts';
import { general } from './fields.ts';
import { throwEvent } from './throwing/index.ts';
import type { ThrowingNode } from './throwing/thrower.ts';
import { readTrigger } from './trigger.ts';

/** Something is made known on the way: a message, a signal, an escalation, a compensation, a link, or nothing but a name (BPMN 2.0, 10.5.4). */
export interface IntermediateThrowEventNode extends ThrowingNode {
  readonly kind: 'intermediateThrowEvent';
}

export const intermediateThrowEvent: Element<IntermediateThrowEventNode> = {
  kind: 'intermediateThrowEvent',
  bpmnType: 'bpmn:IntermediateThrowEvent',
  fields: general,
  read: (drawn) => ({ kind: 'intermediateThrowEvent', trigger: readTrigger(drawn) }),
  behaviour: { enter: throwEvent },
};
