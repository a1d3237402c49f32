import { defineEntity, p } from '@mikro-orm/core';

/**
 * A person's step in an inbox (id `${caseNumber}.${instance}`). `pending` holds the id of a command that was accepted
 * here and is on its way to the workflow: the item is shown as being processed, never as still open.
 */
const WorkItemSchema = defineEntity({
  name: 'WorkItem',
  tableName: 'work_items',
  properties: {
    id: p.string().primary(),
    caseNumber: p.string(),
    instance: p.integer(),
    process: p.text(),
    element: p.text(),
    name: p.text(),
    department: p.string().nullable(),
    role: p.string(),
    form: p.text().nullable(),
    item: p.text().nullable(),
    opinions: p.text(),
    stage: p.text().nullable(),
    variables: p.text(),
    state: p.string().$type<'open' | 'claimed' | 'completed' | 'cancelled'>(),
    suspended: p.string().nullable().$type<'correction' | 'specialProcedure' | null>(),
    openedAt: p.string(),
    claimedBy: p.string().nullable(),
    claimedAt: p.string().nullable(),
    closedBy: p.string().nullable(),
    closedAt: p.string().nullable(),
    opinion: p.string().nullable(),
    comment: p.text().nullable(),
    occurredAt: p.string().nullable(),
    /** The entry was made after the fact (补录). */
    late: p.boolean().default(false),
    dueOn: p.string().nullable(),
    dueAt: p.string().nullable(),
    correction: p.text().nullable(),
    pending: p.string().nullable(),
  },
  indexes: [{ properties: ['department', 'role', 'state'] }, { properties: ['caseNumber'] }],
});

export class WorkItem extends WorkItemSchema.class {}
WorkItemSchema.setClass(WorkItem);
