import { defineEntity, p } from '@mikro-orm/core';

/**
 * A department's callback, stored before anything else happens with it. `delivered` had its effect; `late` came for a
 * call nobody waits for any more and `unknown` for none of ours: both are kept as evidence. A repeated webhook id adds
 * to `repeats` only.
 */
const InboxRowSchema = defineEntity({
  name: 'InboxRow',
  tableName: 'inbox',
  properties: {
    /** `${department}/${webhook id}` */
    id: p.string().primary(),
    department: p.string(),
    reference: p.string(),
    caseNumber: p.string().nullable(),
    instance: p.integer().nullable(),
    attempt: p.integer().nullable(),
    body: p.text(),
    state: p.string().$type<'stored' | 'delivered' | 'late' | 'unknown'>(),
    repeats: p.integer().default(0),
    attempts: p.integer().default(0),
    leaseUntil: p.string().nullable(),
    leasedBy: p.string().nullable(),
    nextAttemptAt: p.string(),
    receivedAt: p.string(),
    settledAt: p.string().nullable(),
    note: p.text().nullable(),
  },
  indexes: [{ properties: ['state', 'nextAttemptAt'] }, { properties: ['caseNumber'] }],
});

export class InboxRow extends InboxRowSchema.class {}
InboxRowSchema.setClass(InboxRow);
