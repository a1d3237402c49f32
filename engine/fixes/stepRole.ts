import { attribute } from '../drawn.ts';
import type { Fixer } from './fix.ts';

/** A step of a department that says no role is done by the department's approvers. */
export const stepRole: Fixer = {
  codes: ['ROLE_MISSING'],
  propose: ({ element }) => (attribute(element, 'gov:department') === undefined ? null : { id: 'stepRole', edits: [{ kind: 'set', id: element.id, attribute: 'gov:role', value: 'approver' }] }),
};
