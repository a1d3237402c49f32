import { itemRegister } from '../../../engine/rules/itemRegister.ts';
import type { RegisterEntry } from '../../../engine/register/entry.ts';
import { start } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const entry: RegisterEntry = { code: 'M-1', version: 1, name: '开办餐饮店', leadDepartment: 'housing', limit: { amount: 12, unit: 'workingDay', kind: 'promised' }, items: ['I', 'J'], state: 'inForce', validFrom: '2026-01-01', validTo: '2026-12-31' };
const facts = { register: [entry], on: '2026-09-18' };
const terms = (more = '') => `gov:registerCode="M-1" gov:leadDepartment="housing" gov:limitAmount="12" gov:items="I" ${more}`;
const drawn = start;

ruleTable(itemRegister, {
  valid: [
    { title: 'a matter that agrees with its entry', drawn, attributes: terms(), facts },
    { title: 'no register to look at', drawn },
    { title: 'a flow that only others call', drawn, attributes: 'gov:inputs="participants"', facts },
    { title: 'a flow that says it is given names and has no form', drawn, attributes: 'gov:inputs="participants"', facts: { ...facts, offered: false } },
    { title: 'an entry that ends the day the version begins', drawn, attributes: terms(), facts: { ...facts, on: '2026-12-31' } },
    { title: 'a later version of the entry, from its first day on', drawn, attributes: terms().replace('"12"', '"10"'), facts: { register: [entry, { ...entry, version: 2, limit: { ...entry.limit, amount: 10 }, validFrom: '2026-09-01' }], on: '2026-09-18' } },
    { title: 'the earlier version of the entry, before that day', drawn, attributes: terms(), facts: { register: [entry, { ...entry, version: 2, limit: { ...entry.limit, amount: 10 }, validFrom: '2026-10-01' }], on: '2026-09-18' } },
  ],
  invalid: [
    { title: 'no code (SC-21)', drawn, attributes: 'gov:leadDepartment="housing"', facts, says: ['p REGISTER_CODE_MISSING'] },
    { title: 'a form beside a flow that says it is given names: it is offered all the same (SC-21)', drawn, attributes: 'gov:inputs="participants"', facts: { ...facts, offered: true }, says: ['p REGISTER_CODE_MISSING'] },
    { title: 'a code outside the list (SC-21)', drawn, attributes: terms().replace('M-1', 'M-2'), facts, says: ['p REGISTER_CODE_UNKNOWN'] },
    { title: 'an entry that has not begun', drawn, attributes: terms(), facts: { ...facts, on: '2025-12-31' }, says: ['p REGISTER_NOT_IN_FORCE'] },
    { title: 'an entry that has ended', drawn, attributes: terms(), facts: { ...facts, on: '2027-01-01' }, says: ['p REGISTER_NOT_IN_FORCE'] },
    { title: 'an entry that was retired', drawn, attributes: terms(), facts: { register: [entry, { ...entry, version: 2, state: 'retired', validFrom: '2026-09-18' }], on: '2026-09-18' }, says: ['p REGISTER_NOT_IN_FORCE'] },
    { title: 'another lead department', drawn, attributes: terms().replace('housing', 'power'), facts, says: ['p REGISTER_LEAD_DIFFERS'] },
    { title: 'another amount', drawn, attributes: terms().replace('"12"', '"13"'), facts, says: ['p REGISTER_LIMIT_DIFFERS'] },
    { title: 'another unit', drawn, attributes: terms('gov:limitUnit="calendarDay"'), facts, says: ['p REGISTER_LIMIT_DIFFERS'] },
    { title: 'another kind of limit', drawn, attributes: terms('gov:limitKind="statutory"'), facts, says: ['p REGISTER_LIMIT_DIFFERS'] },
    { title: 'no limit', drawn, attributes: terms().replace('gov:limitAmount="12"', ''), facts, says: ['p REGISTER_LIMIT_MISSING'] },
    { title: 'an item that the entry does not bundle', drawn, attributes: terms().replace('"I"', '"I,X"'), facts, says: ['p REGISTER_ITEM_OUTSIDE'] },
  ],
});
