import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Retirement',
  tableName: 'retirements',
  properties: {
    id: p.string().length(40).primary(),
    key: p.string().length(60).index(),
    /** The version that starts no new cases any more; null for the matter as a whole. */
    version: p.integer().nullable(),
    reason: p.text(),
    by: p.string().length(60).name('decided_by'),
    at: p.string().length(24).name('decided_at'),
    /** A matter's retirement may be lifted; a version comes back by being published again. */
    liftedBy: p.string().length(60).nullable(),
    liftedAt: p.string().length(24).nullable(),
  },
});

/** A decision that a matter or one of its versions starts no new cases. Running cases are not touched. */
export class Retirement extends schema.class {}
schema.setClass(Retirement);
