import type { Fixer } from './fix.ts';

/** A join that waits for branches that were never chosen waits for the chosen ones alone. */
export const waitForChosen: Fixer = {
  codes: ['FLOW_DEADLOCK'],
  propose: ({ element, incoming }) => (element.$type === 'bpmn:ParallelGateway' && incoming(element).length > 1 ? { id: 'waitForChosen', edits: [{ kind: 'type', id: element.id, type: 'bpmn:InclusiveGateway' }] } : null),
};
