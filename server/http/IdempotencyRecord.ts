import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'idempotency_records',
  properties: {
    /** The user whose key it is: other users' keys are another scope. */
    scope: p.string().length(120).primary(),
    /** SHA-256 of the key: the key itself opens the reply and stays with its owner. */
    keyHash: p.string().length(64).primary(),
    /** SHA-256 over method, path and body of the first request. */
    requestHash: p.string().length(64),
    state: p.string().length(10).$type<'running' | 'done'>(),
    /** Token of the process run that holds it. */
    owner: p.string().length(32),
    /** Until then a running row belongs to its owner; afterwards to whoever asks again. */
    leaseUntil: p.string().length(24),
    status: p.integer().nullable(),
    contentType: p.string().length(100).nullable(),
    /** The reply's bytes, sealed under the key: they may hold what only the caller may know (a check code). */
    reply: p.text().nullable(),
    createdAt: p.string().length(24).index(),
  },
});

/** A command's key with its stored reply: the same command asked twice happens once. */
export class IdempotencyRecord extends schema.class {}
schema.setClass(IdempotencyRecord);
