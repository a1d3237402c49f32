import type { Part } from '../../xml/part.ts';
import { attribute, hasTrigger, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** A cancel end stands in a transaction, and a transaction has one cancel boundary event at most (BPMN 2.0, 10.3.5 and 10.5.5). */
export const cancelEnds: StandardRule = {
  id: 'cancel-ends',
  check(source) {
    const caught = partsOf(source, 'boundaryEvent').filter((event) => hasTrigger(source, event, 'cancel'));
    return [
      ...partsOf(source, 'endEvent').filter((end) => hasTrigger(source, end, 'cancel') && !isInTransaction(end)).map((end) => broken(end, 'CANCEL_OUTSIDE_TRANSACTION')),
      ...caught.filter((event, i) => caught.findIndex((other) => attribute(other, 'attachedToRef') === attribute(event, 'attachedToRef')) < i).map((event) => broken(event, 'CANCEL_CAUGHT_TWICE')),
    ];
  },
};

function isInTransaction(part: Part): boolean {
  for (let at = part.parent; at; at = at.parent) if (at.type === 'transaction') return true;
  return false;
}
