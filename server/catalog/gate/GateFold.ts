import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'GateFold',
  tableName: 'gate_folds',
  properties: {
    run: p.string().length(100).primary(),
    caseNumber: p.string().primary(),
    /** SHA-256 of its group's signature; null: it goes the same way. */
    group: p.string().length(64).nullable().name('group_hash'),
  },
});

/** A past case that a run of the replay gate has folded: the run counts it already, and never folds it again. */
export class GateFold extends schema.class {}
schema.setClass(GateFold);
