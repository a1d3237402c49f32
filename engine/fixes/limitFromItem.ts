import { attribute } from '../drawn.ts';
import type { Edit, Fixer } from './fix.ts';

/** A limit that is missing, unreadable or too long is taken from the register of the step's service item. */
export const limitFromItem: Fixer = {
  codes: ['LIMIT_MISSING', 'LIMIT_INVALID', 'STEP_LIMIT_OVER_ITEM'],
  propose({ element, register }) {
    const limit = register.items[attribute(element, 'gov:item') ?? '']?.limit;
    if (!limit) return null;
    const set = (name: string, value: string): Edit => ({ kind: 'set', id: element.id, attribute: `gov:${name}`, value });
    const kind = attribute(element, 'gov:limitKind') === undefined ? [set('limitKind', 'promised')] : [];
    return { id: 'limitFromItem', params: { amount: limit.amount, unit: limit.unit }, edits: [set('limitAmount', String(limit.amount)), set('limitUnit', limit.unit), ...kind] };
  },
};
