import { problem, type Problem } from '../problem.ts';
import type { Limit } from '../program.ts';
import { entryOn, type RegisterEntry } from '../register/entry.ts';
import type { Rule } from './rule.ts';

/** Later than any day: who does not say when a version begins asks for the entry as it stands last. */
const LAST_DAY = '9999-12-31';

/**
 * A matter stands in the city's register, in force on the day its version takes effect, with the same lead department,
 * limit and items (SC-21; outside the list nothing may be carried out). A flow that only others call is part of
 * theirs; what has a form is offered to applicants, whatever it says it is given.
 */
export const itemRegister: Rule = {
  id: 'item-register',
  profiles: ['matter'],
  check({ key, matter }, program, { register, on, offered = false }) {
    if (register === undefined || key !== program.main || (matter?.inputs !== undefined && !offered)) return [];
    const code = matter?.registerCode;
    if (code === undefined) return [problem(key, 'REGISTER_CODE_MISSING')];
    const versions = register.filter((each) => each.code === code);
    if (versions.length === 0) return [problem(key, 'REGISTER_CODE_UNKNOWN', { code })];
    const entry = entryOn(versions, on ?? LAST_DAY);
    if (entry === null) return [problem(key, 'REGISTER_NOT_IN_FORCE', { code, day: on ?? '' })];
    return [...checkLead(key, matter?.leadDepartment, entry), ...checkLimit(key, matter?.limit, entry), ...checkItems(key, matter?.items ?? [], entry)];
  },
};

/** A missing lead department is another rule's. */
const checkLead = (key: string, lead: string | undefined, { code, leadDepartment }: RegisterEntry): Problem[] =>
  lead === undefined || lead === leadDepartment ? [] : [problem(key, 'REGISTER_LEAD_DIFFERS', { code, department: lead, registered: leadDepartment })];

function checkLimit(key: string, limit: Limit | undefined, { code, limit: registered }: RegisterEntry): Problem[] {
  if (limit === undefined) return [problem(key, 'REGISTER_LIMIT_MISSING', { code, amount: registered.amount, unit: registered.unit })];
  const same = limit.amount === registered.amount && limit.unit === registered.unit && limit.kind === registered.kind;
  return same ? [] : [problem(key, 'REGISTER_LIMIT_DIFFERS', { code, amount: limit.amount, unit: limit.unit, kind: limit.kind, registeredAmount: registered.amount, registeredUnit: registered.unit, registeredKind: registered.kind })];
}

const checkItems = (key: string, items: readonly string[], { code, items: registered }: RegisterEntry): Problem[] =>
  items.filter((item) => !registered.includes(item)).map((item) => problem(key, 'REGISTER_ITEM_OUTSIDE', { code, item }));
