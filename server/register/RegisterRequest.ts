import { defineEntity, p } from '@mikro-orm/core';
import type { RegisterTerms } from '../../definitions/register/schema.ts';

const schema = defineEntity({
  name: 'RegisterRequest',
  tableName: 'register_requests',
  properties: {
    id: p.string().length(40).primary(),
    /** The definition it is asked for. */
    definition: p.string().length(60).index(),
    terms: p.json().$type<RegisterTerms>(),
    reason: p.text(),
    state: p.string().length(10).$type<'pending' | 'approved' | 'refused'>(),
    requestedBy: p.string().length(60),
    requestedAt: p.string().length(24),
    decidedBy: p.string().length(60).nullable(),
    decidedAt: p.string().length(24).nullable(),
    comment: p.text().nullable(),
  },
});

/** A designer's wish for an entry of the register, decided by its keeper. */
export class RegisterRequest extends schema.class {}
schema.setClass(RegisterRequest);
