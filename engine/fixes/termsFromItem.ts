import { attribute } from '../drawn.ts';
import type { Fixer } from './fix.ts';

/** Department and name of a step stand in the register of its service item. */
export const termsFromItem: Fixer = {
  codes: ['DEPARTMENT_MISSING', 'DEPARTMENT_UNREGISTERED', 'NAME_MISSING'],
  propose({ problem, element, register }) {
    const item = register.items[attribute(element, 'gov:item') ?? ''];
    if (item === undefined) return null;
    if (problem.code === 'NAME_MISSING') return { id: 'nameFromItem', params: { value: item.name }, edits: [{ kind: 'set', id: element.id, attribute: 'bpmn:name', value: item.name }] };
    if (register.departments[item.department] === undefined) return null;
    return { id: 'departmentFromItem', params: { value: register.departments[item.department]! }, edits: [{ kind: 'set', id: element.id, attribute: 'gov:department', value: item.department }] };
  },
};
