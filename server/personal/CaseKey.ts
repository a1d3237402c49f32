import { defineEntity, p } from '@mikro-orm/core';

/** The key of one case, wrapped by the platform's master key. Destroying it makes the person unknown for good. */
const CaseKeySchema = defineEntity({
  name: 'CaseKey',
  tableName: 'case_keys',
  properties: {
    caseNumber: p.string().primary(),
    wrapped: p.text().nullable(),
    createdAt: p.string(),
    destroyedAt: p.string().nullable(),
    destroyedBy: p.string().nullable(),
  },
});

export class CaseKey extends CaseKeySchema.class {}
CaseKeySchema.setClass(CaseKey);
