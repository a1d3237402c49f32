import { defineEntity, p } from '@mikro-orm/core';

/**
 * One line of the platform's own ledger of what went to a department or came from it: one of the ten record kinds with
 * its three times. It holds no case data, only what proves that something was said, when, and how often it was tried.
 */
const DepartmentRecordSchema = defineEntity({
  name: 'DepartmentRecord',
  tableName: 'department_records',
  properties: {
    /** Sent: the idempotency key. Received: the key or the webhook id, told apart by a prefix. */
    id: p.string().primary(),
    caseNumber: p.string(),
    department: p.string(),
    direction: p.string().$type<'sent' | 'received'>(),
    kind: p.string(),
    operation: p.text().nullable(),
    item: p.text().nullable(),
    instance: p.integer().nullable(),
    /** Idempotency key under which the department was asked. */
    key: p.string().nullable(),
    /** `asked` has no answer yet; `evidence` came when nobody waited for it. */
    state: p.string().$type<'asked' | 'accepted' | 'done' | 'refused' | 'failed' | 'evidence'>(),
    code: p.string().nullable(),
    attempts: p.integer().default(1),
    occurredAt: p.string(),
    reportedAt: p.string(),
    receivedAt: p.string().nullable(),
    /** Rule by which the record counts as entered afterwards; null when it does not. */
    lateRule: p.string().nullable(),
    /** Wall clock of the first and of the last attempt. */
    firstAt: p.string(),
    lastAt: p.string(),
  },
  indexes: [{ properties: ['caseNumber', 'instance'] }, { properties: ['department', 'state'] }],
});

export class DepartmentRecord extends DepartmentRecordSchema.class {}
DepartmentRecordSchema.setClass(DepartmentRecord);
