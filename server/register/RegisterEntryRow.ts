import { defineEntity, p } from '@mikro-orm/core';
import type { RegisterTerms } from '../../definitions/register/schema.ts';

const schema = defineEntity({
  name: 'RegisterEntryRow',
  tableName: 'register_entries',
  properties: {
    code: p.string().length(60).primary(),
    /** Counts from 1 within the code. */
    version: p.integer().primary(),
    name: p.json().$type<RegisterTerms['name']>(),
    leadDepartment: p.string().length(40),
    limit: p.json().$type<RegisterTerms['limit']>().name('time_limit'),
    items: p.json().$type<string[]>(),
    state: p.string().length(10).$type<'inForce' | 'retired'>(),
    /** Days, `YYYY-MM-DD`. */
    validFrom: p.string().length(10),
    validTo: p.string().length(10).nullable(),
    note: p.text(),
    enteredBy: p.string().length(60),
    enteredAt: p.string().length(24),
  },
});

/** One version of an entry of the city's register (事项目录). Rows are only added, so that what held on a day stays provable. */
export class RegisterEntryRow extends schema.class {}
schema.setClass(RegisterEntryRow);
