import { problem } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A matter names the department that leads it, and that department is registered (SC-21). */
export const leadDepartment: Rule = {
  id: 'lead-department',
  profiles: ['matter'],
  check(process, program, { departments }) {
    if (process.key !== program.main) return [];
    const lead = process.matter?.leadDepartment;
    if (!lead) return [problem(process.key, 'LEAD_DEPARTMENT_MISSING')];
    return departments && !departments.includes(lead) ? [problem(process.key, 'DEPARTMENT_UNREGISTERED', { department: lead })] : [];
  },
};
