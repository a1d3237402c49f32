import { defineEntity, p } from '@mikro-orm/core';

/**
 * A command on its way to the workflow, written in the transaction of its data. `done` and `refused` are final.
 * A lease (`leaseUntil`) keeps two processes from delivering at once; if they do, the workflow applies the id once.
 */
const CommandRowSchema = defineEntity({
  name: 'CommandRow',
  tableName: 'commands',
  properties: {
    id: p.string().primary(),
    caseNumber: p.string(),
    kind: p.string().$type<'start' | 'command' | 'advance'>(),
    user: p.string().name('user_id'),
    /** JSON: the workflow's start input, or the command (encrypted nowhere: it holds commitments only). */
    payload: p.text(),
    state: p.string().$type<'pending' | 'done' | 'refused'>(),
    attempts: p.integer().default(0),
    leaseUntil: p.string().nullable(),
    leasedBy: p.string().nullable(),
    nextAttemptAt: p.string(),
    seq: p.integer().nullable(),
    code: p.string().nullable(),
    details: p.text().nullable(),
    error: p.text().nullable(),
    createdAt: p.string(),
    settledAt: p.string().nullable(),
  },
  indexes: [{ properties: ['state', 'nextAttemptAt'] }, { properties: ['caseNumber'] }],
});

export class CommandRow extends CommandRowSchema.class {}
CommandRowSchema.setClass(CommandRow);
