import type { Fixer } from './fix.ts';

/** An id that breaks the rules is replaced by a new one; every reference follows. */
export const newId: Fixer = {
  codes: ['ID_INVALID'],
  propose: ({ element }) => (element.$type === 'bpmn:Process' || element.$type === 'bpmn:Definitions' ? null : { id: 'newId', edits: [{ kind: 'newId', id: element.id }] }),
};
