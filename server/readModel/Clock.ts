import { defineEntity, p } from '@mikro-orm/core';

/**
 * A legal clock of a case (`instance` null) or of one step. `ledger` lists what happened to it, oldest first:
 * `{ action, at, dueOn, reason, basis, before, calendarVersion }`, so that a date can be explained without the engine.
 */
const ClockSchema = defineEntity({
  name: 'Clock',
  tableName: 'clocks',
  properties: {
    id: p.string().primary(),
    caseNumber: p.string(),
    clock: p.integer(),
    instance: p.integer().nullable(),
    element: p.text().nullable(),
    limit: p.text().name('time_limit'),
    state: p.string().$type<'running' | 'paused' | 'stopped'>(),
    startedAt: p.string(),
    endedAt: p.string().nullable(),
    dueOn: p.string().nullable(),
    dueAt: p.string().nullable(),
    provisional: p.boolean(),
    reason: p.text().nullable(),
    basis: p.text().nullable(),
    calendarVersion: p.string(),
    ledger: p.text(),
    /** The engine's own clock as of the newest snapshot, for time left and for the explanation of a date. */
    legal: p.text().nullable(),
  },
  indexes: [{ properties: ['caseNumber'] }],
});

export class Clock extends ClockSchema.class {}
ClockSchema.setClass(Clock);
