import type { Fixer } from './fix.ts';

/** A call that says no record kind tells of work in progress: the plainest of the ten. */
export const operation: Fixer = {
  codes: ['OPERATION_MISSING'],
  propose: ({ element }) => ({ id: 'operation', edits: [{ kind: 'set', id: element.id, attribute: 'gov:operation', value: 'processing' }] }),
};
