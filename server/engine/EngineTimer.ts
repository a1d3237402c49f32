import { defineEntity, p } from '@mikro-orm/core';

/** The next firing of a timer start event of a current process. `left` counts the firings after this one, null for an endless cycle. */
const EngineTimerSchema = defineEntity({
  name: 'EngineTimer',
  tableName: 'engine_timers',
  properties: {
    id: p.string().primary(),
    world: p.string(),
    deployment: p.string(),
    key: p.string().length(255),
    version: p.integer(),
    node: p.string().length(255),
    nextAt: p.string().length(24),
    every: p.string().length(60).nullable(),
    left: p.integer().nullable().name('firings_left'),
  },
  indexes: [{ properties: ['world', 'nextAt'] }, { properties: ['deployment'] }],
});

export class EngineTimer extends EngineTimerSchema.class {}
EngineTimerSchema.setClass(EngineTimer);
