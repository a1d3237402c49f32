import type { Fixer } from './fix.ts';

/** What this platform does not read, or refuses to, is taken off the element. */
export const strip: Fixer = {
  codes: ['TERM_UNKNOWN', 'TERM_UNUSED', 'FOREIGN_EXECUTION', 'FOREIGN_IGNORED', 'FOREIGN_INCOMPLETE', 'EXTENSION_UNSUPPORTED', 'EXTENSION_IGNORED', 'ATTRIBUTE_UNKNOWN'],
  propose({ problem, element }) {
    const name = problem.params?.['attribute'] ?? problem.params?.['extension'];
    return typeof name === 'string' && element.$type !== 'bpmn:Definitions' ? { id: 'strip', params: { value: name }, edits: [{ kind: 'strip', id: element.id, name }] } : null;
  },
};
