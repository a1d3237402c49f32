import { defineEntity, p } from '@mikro-orm/core';

/**
 * A message or a signal that the platform was given to deliver, with whom it went to: decided once, in the transaction
 * that wrote the commands for them, so that the same letter again goes to nobody else.
 */
const LetterRowSchema = defineEntity({
  name: 'LetterRow',
  tableName: 'letters',
  properties: {
    /** The sender's case number and command, or the command id of whoever sent it over HTTP. */
    id: p.string().primary(),
    world: p.string(),
    kind: p.string().$type<'message' | 'signal'>(),
    name: p.text(),
    /** Case that threw it; null when it came over HTTP. */
    sender: p.string().nullable(),
    sentBy: p.string(),
    sentAt: p.string(),
    /** JSON: `{ caseNumber, commandId, started }` of everyone it went to, in order. */
    receivers: p.text(),
    /** Of a message that nobody waited for: its correlation key as JSON, where it has one, and its variables. */
    key: p.text().nullable(),
    variables: p.text().nullable(),
    /** Until when, by the clock of the cases of its world, it is for whoever waits for it first; null when it is for nobody any more. */
    keptUntil: p.string().length(24).nullable(),
  },
  indexes: [{ properties: ['world', 'sentAt'] }, { properties: ['world', 'keptUntil'] }],
});

export class LetterRow extends LetterRowSchema.class {}
LetterRowSchema.setClass(LetterRow);
