import type { Fixer } from './fix.ts';

/** A default that leads from somewhere else is none. */
export const clearDefault: Fixer = {
  codes: ['DEFAULT_ELSEWHERE'],
  propose: ({ element }) => ({ id: 'clearDefault', edits: [{ kind: 'default', id: element.id, flow: null }] }),
};
