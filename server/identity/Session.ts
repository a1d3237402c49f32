import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    /** SHA-256 of the cookie's value: who reads the table can't sign in with it. */
    idHash: p.string().length(64).primary(),
    userId: p.string().length(60).index(),
    /** The demonstration person whose part is played; null: the user's own. */
    actingAs: p.string().length(60).nullable(),
    csrf: p.string().length(64),
    createdAt: p.string().length(24),
    lastSeenAt: p.string().length(24),
    /** End whatever happens, 12 hours after sign-in. */
    expiresAt: p.string().length(24),
  },
});

/** A signed-in browser or script. */
export class Session extends schema.class {}
schema.setClass(Session);
