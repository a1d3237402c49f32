import { defineEntity, p } from '@mikro-orm/core';

/** The last case number given out on a day. Numbers of transactions that failed stay unused: gaps mean nothing. */
const CaseCounterSchema = defineEntity({
  name: 'CaseCounter',
  tableName: 'case_counters',
  properties: {
    /** Region and day: `440400` + `20260918`. */
    series: p.string().primary(),
    last: p.integer(),
  },
});

export class CaseCounter extends CaseCounterSchema.class {}
CaseCounterSchema.setClass(CaseCounter);
