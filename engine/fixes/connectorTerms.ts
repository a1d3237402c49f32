import type { Fixer } from './fix.ts';

const attributes: Readonly<Record<string, string>> = { CONNECTOR_DEPARTMENT: 'department', CONNECTOR_OPERATION: 'operation', CONNECTOR_MODE: 'mode' };

/** A step that names a connector asks whom, for which record and how its contract says. */
export const connectorTerms: Fixer = {
  codes: ['CONNECTOR_DEPARTMENT', 'CONNECTOR_OPERATION', 'CONNECTOR_MODE'],
  propose: ({ problem, element }) => ({ id: 'connectorTerms', edits: [{ kind: 'set', id: element.id, attribute: `gov:${attributes[problem.code]}`, value: String(problem.params?.['value']) }] }),
};
