import type { Fixer } from './fix.ts';

/** An error always interrupts (BPMN 2.0, 10.5.4). */
export const interrupting: Fixer = {
  codes: ['ERROR_NOT_INTERRUPTING'],
  propose: ({ element }) => ({ id: 'interrupting', edits: [{ kind: 'set', id: element.id, attribute: element.$type === 'bpmn:BoundaryEvent' ? 'bpmn:cancelActivity' : 'bpmn:isInterrupting', value: 'true' }] }),
};
