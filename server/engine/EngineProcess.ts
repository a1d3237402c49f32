import { defineEntity, p } from '@mikro-orm/core';

/** One version of a process that the engine's API deployed: its program never changes. `current` versions start anew, by hand or by events. */
const EngineProcessSchema = defineEntity({
  name: 'EngineProcess',
  tableName: 'engine_processes',
  properties: {
    key: p.string().length(255).primary(),
    version: p.integer().primary(),
    deployment: p.string(),
    world: p.string(),
    name: p.text(),
    program: p.text(),
    programHash: p.string(),
    /** The newest version of its key in its world, and not withdrawn. */
    current: p.boolean(),
  },
  indexes: [{ properties: ['world', 'current'] }, { properties: ['deployment'] }],
});

export class EngineProcess extends EngineProcessSchema.class {}
EngineProcessSchema.setClass(EngineProcess);
