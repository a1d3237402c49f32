import { defineEntity, p } from '@mikro-orm/core';

/** An incident of a case (id `${caseNumber}.${n}`), open until an operator settles it or its step ends. */
const IncidentRowSchema = defineEntity({
  name: 'IncidentRow',
  tableName: 'incidents',
  properties: {
    id: p.string().primary(),
    caseNumber: p.string(),
    incident: p.integer(),
    instance: p.integer(),
    element: p.text(),
    department: p.string().nullable(),
    code: p.string(),
    message: p.text(),
    state: p.string().$type<'open' | 'settled'>(),
    raisedAt: p.string(),
    settledAt: p.string().nullable(),
    settledBy: p.string().nullable(),
    how: p.string().nullable().$type<'retry' | 'skip' | 'move' | 'cancelled' | null>(),
    reason: p.text().nullable(),
  },
  indexes: [{ properties: ['state', 'raisedAt'] }, { properties: ['caseNumber'] }],
});

export class IncidentRow extends IncidentRowSchema.class {}
IncidentRowSchema.setClass(IncidentRow);
