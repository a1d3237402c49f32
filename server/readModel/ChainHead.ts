import { defineEntity, p } from '@mikro-orm/core';

/** Append-only: the chain of a case as it was when the platform learnt of it. Nothing ever updates or deletes a row. */
const ChainHeadSchema = defineEntity({
  name: 'ChainHead',
  tableName: 'chain_heads',
  properties: {
    caseNumber: p.string().primary(),
    seq: p.integer().primary(),
    chain: p.string(),
    recordedAt: p.string(),
  },
});

export class ChainHead extends ChainHeadSchema.class {}
ChainHeadSchema.setClass(ChainHead);
