import { defineEntity, p } from '@mikro-orm/core';

/**
 * The next firing of a timer start event of a matter's newest version. `left` is the number of firings after this one of
 * a cycle, null for an endless one.
 */
const TimerStartSchema = defineEntity({
  name: 'TimerStart',
  tableName: 'timer_starts',
  properties: {
    key: p.string().length(60).primary(),
    node: p.string().length(255).primary(),
    version: p.integer(),
    nextAt: p.string().length(24).nullable(),
    every: p.string().length(60).nullable(),
    left: p.integer().nullable().name('firings_left'),
  },
  indexes: [{ properties: ['nextAt'] }],
});

export class TimerStart extends TimerStartSchema.class {}
TimerStartSchema.setClass(TimerStart);
