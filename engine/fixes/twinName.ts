import type { Fixer } from './fix.ts';

/** Two spellings of one name become the one that Unicode calls composed. */
export const twinName: Fixer = {
  codes: ['NAME_TWIN'],
  propose: ({ element, problem }) => {
    const name = String(problem.params?.['twin'] ?? '').normalize('NFC');
    return name === '' || element.name === name ? null : { id: 'twinName', params: { value: name }, edits: [{ kind: 'set', id: element.id, attribute: 'bpmn:name', value: name }] };
  },
};
