import { attribute, listAttribute, processOf } from '../drawn.ts';
import type { Fixer } from './fix.ts';

/** An item that a step does joins the items of the matter. */
export const listItem: Fixer = {
  codes: ['ITEM_OUTSIDE_MATTER'],
  propose({ element, register }) {
    const process = processOf(element);
    const item = attribute(element, 'gov:item');
    if (process === undefined || item === undefined) return null;
    const items = [...(listAttribute(process, 'gov:items') ?? []), item];
    return { id: 'listItem', params: { value: register.items[item]?.name ?? item }, edits: [{ kind: 'set', id: process.id, attribute: 'gov:items', value: items.join(',') }] };
  },
};
