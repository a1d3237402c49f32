import { defineEntity, p } from '@mikro-orm/core';

/**
 * One call of a step to a department system, with its newest state. The three times are the department's record's;
 * `late` marks a record entered afterwards. `waitedMs` is waiting that our own connector caused: it is charged to the
 * connector, never to an officer.
 */
const JobRowSchema = defineEntity({
  name: 'JobRow',
  tableName: 'jobs',
  properties: {
    id: p.string().primary(),
    caseNumber: p.string(),
    instance: p.integer(),
    element: p.text(),
    department: p.string().nullable(),
    operation: p.text().nullable(),
    state: p.string().$type<'asked' | 'accepted' | 'done' | 'error' | 'failed' | 'waiting' | 'cancelled'>(),
    attempt: p.integer(),
    code: p.string().nullable(),
    due: p.string().nullable(),
    askedAt: p.string(),
    settledAt: p.string().nullable(),
    occurredAt: p.string().nullable(),
    reportedAt: p.string().nullable(),
    receivedAt: p.string().nullable(),
    late: p.boolean().default(false),
    waitedMs: p.integer().default(0),
  },
  indexes: [{ properties: ['caseNumber'] }, { properties: ['department', 'state'] }],
});

export class JobRow extends JobRowSchema.class {}
JobRowSchema.setClass(JobRow);
