import type { Fixer } from './fix.ts';

/** Scripts are FEEL here: a script that says no language is one. */
export const scriptFormat: Fixer = {
  codes: ['SCRIPT_FORMAT_MISSING'],
  propose: ({ element }) => ({ id: 'scriptFormat', edits: [{ kind: 'set', id: element.id, attribute: 'bpmn:scriptFormat', value: 'feel' }] }),
};
