import { attribute } from '../drawn.ts';
import { walk } from '../rules/drawn/walk.ts';
import type { Fixer } from './fix.ts';

/** The department that does most of the steps leads, until somebody says otherwise. */
export const leadDepartment: Fixer = {
  codes: ['LEAD_DEPARTMENT_MISSING'],
  propose({ element, register }) {
    const count = new Map<string, number>();
    for (const part of walk(element)) {
      const department = attribute(part, 'gov:department');
      if (department !== undefined && register.departments[department] !== undefined) count.set(department, (count.get(department) ?? 0) + 1);
    }
    const [most] = [...count].sort(([, a], [, b]) => b - a);
    return most === undefined ? null : { id: 'leadDepartment', params: { value: register.departments[most[0]]! }, edits: [{ kind: 'set', id: element.id, attribute: 'gov:leadDepartment', value: most[0] }] };
  },
};
