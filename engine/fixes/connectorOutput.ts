import type { Fixer } from './fix.ts';

/** What is no answer of the connector is no longer kept as one. */
export const connectorOutput: Fixer = {
  codes: ['CONNECTOR_OUTPUT_UNKNOWN'],
  propose({ problem, element }) {
    const target = String(problem.params?.['target']);
    return { id: 'unmapOutput', params: { value: target }, edits: [{ kind: 'unmap', id: element.id, target }] };
  },
};
