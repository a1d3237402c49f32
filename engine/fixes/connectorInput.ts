import type { Fixer } from './fix.ts';

/** A field that a connector's contract wants is given the value of the same name; one it does not know is taken off. */
export const connectorInput: Fixer = {
  codes: ['CONNECTOR_INPUT_MISSING', 'CONNECTOR_INPUT_UNKNOWN'],
  propose({ problem, element }) {
    const target = String(problem.params?.['field']);
    const isMissing = problem.code === 'CONNECTOR_INPUT_MISSING';
    return { id: isMissing ? 'mapInput' : 'unmapInput', params: { value: target }, edits: [{ kind: 'input', id: element.id, target, source: isMissing ? `= ${target}` : null }] };
  },
};
