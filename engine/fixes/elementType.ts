import type { Fixer } from './fix.ts';

/** A step that nobody does becomes a person's; a start inside a sub-process waits for nothing. */
export const elementType: Fixer = {
  codes: ['STEP_WITHOUT_DOER', 'SUB_PROCESS_START_TRIGGER'],
  propose: ({ problem, element }) =>
    problem.code === 'STEP_WITHOUT_DOER' ? { id: 'toUserTask', edits: [{ kind: 'type', id: element.id, type: 'bpmn:UserTask' }] } : { id: 'plainStart', edits: [{ kind: 'type', id: element.id, type: 'bpmn:StartEvent' }] },
};
