import { defineEntity, p } from '@mikro-orm/core';

/** A signal of the ladder (提示, 预警, 黄牌 ...), id `${caseNumber}.${n}`. An answer closes it and erases nothing. */
const CardSchema = defineEntity({
  name: 'Card',
  tableName: 'cards',
  properties: {
    id: p.string().primary(),
    caseNumber: p.string(),
    card: p.integer(),
    level: p.string(),
    /** How a screen shows it: blue, yellowLight, yellowCard, redCard, supervisionOrder, circular. */
    signal: p.string(),
    clock: p.integer(),
    instance: p.integer().nullable(),
    element: p.text().nullable(),
    department: p.string().nullable(),
    /** JSON list of those told. */
    told: p.text(),
    issuedOn: p.string(),
    issuedAt: p.string(),
    computation: p.text(),
    /** Last day for an answer; null where none is asked. */
    answerBy: p.string().nullable(),
    state: p.string().$type<'open' | 'answered'>(),
    answer: p.text().nullable(),
    answeredBy: p.string().nullable(),
    answeredAt: p.string().nullable(),
  },
  indexes: [{ properties: ['state', 'issuedAt'] }, { properties: ['caseNumber'] }, { properties: ['department', 'level'] }],
});

export class Card extends CardSchema.class {}
CardSchema.setClass(Card);
