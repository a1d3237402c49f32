import type { NodeBase } from '../program.ts';
import type { Element } from './element.ts';
import { general } from './fields.ts';
import { readTrigger, type Trigger } from './trigger.ts';

/** A path ends: quietly, by ending everything in its scope, or by throwing an error (BPMN 2.0, 10.5.3). */
export interface EndEventNode extends NodeBase {
  readonly kind: 'endEvent';
  readonly trigger: Trigger;
}

export const endEvent: Element<EndEventNode> = {
  kind: 'endEvent',
  bpmnType: 'bpmn:EndEvent',
  fields: general,
  read: (drawn) => ({ kind: 'endEvent', trigger: readTrigger(drawn) }),
  behaviour: {
    enter(node, token, port) {
      switch (node.trigger.kind) {
        case 'none':
          return port.end(token);
        case 'terminate':
          return port.terminate(token);
        case 'error':
          return port.raise(token, node.trigger.code ?? '');
        default:
          return port.fail('ELEMENT_UNSUPPORTED', `Expected an end event that can run, but "${node.id}" is a ${node.trigger.kind} end`);
      }
    },
  },
};
