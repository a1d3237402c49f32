import { defineEntity, p } from '@mikro-orm/core';

/**
 * One applied event of a case with the hash chain after it. `event` is canonical JSON and holds commitments in place
 * of personal values; it is null for the short while in which only the update's reply has told of the step.
 */
const CaseEventSchema = defineEntity({
  name: 'CaseEvent',
  tableName: 'case_events',
  properties: {
    caseNumber: p.string().primary(),
    seq: p.integer().primary(),
    event: p.text().nullable(),
    chain: p.string(),
    at: p.string(),
    user: p.string().name('user_id').nullable(),
  },
});

export class CaseEvent extends CaseEventSchema.class {}
CaseEventSchema.setClass(CaseEvent);
