import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'SignInAttempts',
  tableName: 'sign_in_attempts',
  properties: {
    /** SHA-256 of what is counted: an address, or a user at an address. */
    id: p.string().length(64).primary(),
    failures: p.integer(),
    /** Counting starts anew after this instant; a full count refuses until then. */
    windowEndsAt: p.string().length(24).index(),
  },
});

/** Failed sign-ins within a window of ten minutes. */
export class SignInAttempts extends schema.class {}
schema.setClass(SignInAttempts);
