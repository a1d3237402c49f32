import { defineEntity, p } from '@mikro-orm/core';

/** Something a role of a department is told (a card, an urge notice, a supervision order). Id as the card's log entry. */
const NoticeSchema = defineEntity({
  name: 'Notice',
  tableName: 'notices',
  properties: {
    id: p.string().primary(),
    caseNumber: p.string(),
    card: p.integer().nullable(),
    level: p.string(),
    recipient: p.string(),
    department: p.string().nullable(),
    at: p.string(),
  },
  indexes: [{ properties: ['recipient', 'at'] }, { properties: ['caseNumber'] }],
});

export class Notice extends NoticeSchema.class {}
NoticeSchema.setClass(Notice);
