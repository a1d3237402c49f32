import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'GateExplanation',
  tableName: 'gate_explanations',
  properties: {
    submission: p.string().length(80).primary(),
    /** SHA-256 of the group's signature. */
    group: p.string().length(64).primary().name('group_hash'),
    text: p.text(),
    by: p.string().length(60).name('explained_by'),
    at: p.string().length(24).name('explained_at'),
  },
});

/** Why a group of past cases may go another way, in somebody's words. It holds for one submission. */
export class GateExplanation extends schema.class {}
schema.setClass(GateExplanation);
