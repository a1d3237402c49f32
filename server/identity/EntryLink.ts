import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'EntryLink',
  tableName: 'entry_links',
  properties: {
    /** SHA-256 of the token in the link. */
    tokenHash: p.string().length(64).primary(),
    userId: p.string().length(60),
    /** The part that is played after entering. */
    actingAs: p.string().length(60).nullable(),
    expiresAt: p.string().length(24),
    usedAt: p.string().length(24).nullable(),
  },
});

/** A sign-in link of the demonstration city that works once. */
export class EntryLink extends schema.class {}
schema.setClass(EntryLink);
