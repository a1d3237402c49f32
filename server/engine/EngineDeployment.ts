import { defineEntity, p } from '@mikro-orm/core';

/** Drawings deployed together over the engine's API. `now` is the clock of a rehearsal, null on the wall clock. */
const EngineDeploymentSchema = defineEntity({
  name: 'EngineDeployment',
  tableName: 'engine_deployments',
  properties: {
    id: p.string().primary(),
    /** `live`, or the deployment's own id: a rehearsal reaches nobody else. */
    world: p.string(),
    now: p.string().name('virtual_now').nullable(),
    /** JSON: `{ name, xml }` of each file as it was deployed. */
    files: p.text(),
    deployedBy: p.string(),
    deployedAt: p.string(),
    withdrawnBy: p.string().nullable(),
    withdrawnAt: p.string().nullable(),
  },
  indexes: [{ properties: ['deployedAt'] }],
});

export class EngineDeployment extends EngineDeploymentSchema.class {}
EngineDeploymentSchema.setClass(EngineDeployment);
