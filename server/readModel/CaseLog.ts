import { defineEntity, p } from '@mikro-orm/core';

/** One log entry of a step, `n` counted from 0 within the step. Derived rows are a fold over these in order. */
const CaseLogSchema = defineEntity({
  name: 'CaseLog',
  tableName: 'case_log',
  properties: {
    caseNumber: p.string().primary(),
    seq: p.integer().primary(),
    n: p.integer().primary(),
    type: p.string(),
    entry: p.text(),
  },
  indexes: [{ properties: ['caseNumber', 'type'] }],
});

export class CaseLog extends CaseLogSchema.class {}
CaseLogSchema.setClass(CaseLog);
