import type { ActivityBase } from '../program.ts';
import type { Element } from './element.ts';
import { subProcess } from './subProcess.ts';

/** A sub-process that is done as a whole or undone: a cancel end event compensates what was done in it (BPMN 2.0, 10.3.5). */
export interface TransactionNode extends ActivityBase {
  readonly kind: 'transaction';
  readonly activity: true;
}

export const transaction: Element<TransactionNode> = {
  kind: 'transaction',
  bpmnType: 'bpmn:Transaction',
  fields: subProcess.fields,
  read: () => ({ kind: 'transaction', activity: true }),
  behaviour: {
    enter: (_node, token, port) => port.openScope(token),
    contentDone: (_node, scope, port) => port.complete(scope),
  },
};
