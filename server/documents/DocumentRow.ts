import { defineEntity, p } from '@mikro-orm/core';

/** A 文书 of a case: its code and the facts it states. The text is set from message files whenever it is shown. */
const DocumentRowSchema = defineEntity({
  name: 'DocumentRow',
  tableName: 'documents',
  properties: {
    /** `${caseNumber}.${seq}.${n}`: the log entry that called for it. */
    id: p.string().primary(),
    caseNumber: p.string(),
    code: p.string(),
    instance: p.integer().nullable(),
    data: p.text(),
    issuedAt: p.string(),
  },
  indexes: [{ properties: ['caseNumber'] }],
});

export class DocumentRow extends DocumentRowSchema.class {}
DocumentRowSchema.setClass(DocumentRow);
