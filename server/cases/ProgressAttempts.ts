import { defineEntity, p } from '@mikro-orm/core';

/** Wrong case numbers or check codes from one address within a window; the address is kept as a hash only. */
const ProgressAttemptsSchema = defineEntity({
  name: 'ProgressAttempts',
  tableName: 'progress_attempts',
  properties: {
    id: p.string().primary(),
    failures: p.integer(),
    windowEndsAt: p.string(),
  },
});

export class ProgressAttempts extends ProgressAttemptsSchema.class {}
ProgressAttemptsSchema.setClass(ProgressAttempts);
