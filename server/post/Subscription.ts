import { defineEntity, p } from '@mikro-orm/core';

/** Something that a running case waits to hear from others, as of its newest snapshot. `position` is the order of birth in the case. */
const SubscriptionRowSchema = defineEntity({
  name: 'SubscriptionRow',
  tableName: 'subscriptions',
  properties: {
    caseNumber: p.string().primary(),
    position: p.integer().primary(),
    /** Who can reach it: see `worldOf`. */
    world: p.string(),
    kind: p.string().$type<'message' | 'signal'>(),
    name: p.text(),
    /** Correlation key as JSON; null where the drawing has none. */
    key: p.text().nullable(),
    /** FEEL that gives the key of a message that comes without one; null where the drawing has none. */
    content: p.text().nullable(),
    element: p.text(),
    instance: p.integer(),
  },
  indexes: [{ properties: ['world', 'kind'] }],
});

export class SubscriptionRow extends SubscriptionRowSchema.class {}
SubscriptionRowSchema.setClass(SubscriptionRow);
