import { defineEntity, p } from '@mikro-orm/core';
import type { Role } from './roles.ts';

const schema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    /** What the person signs in with. */
    id: p.string().length(60).primary(),
    nameZh: p.string().length(100),
    nameEn: p.string().length(100),
    roles: p.json().$type<Role[]>(),
    department: p.string().length(60).nullable(),
    /** What a ladder's recipients are looked up by inside the department, e.g. `sectionChief`. */
    posts: p.json().$type<string[]>(),
    /** scrypt, see password.ts; null: nobody can sign in by password. */
    passwordHash: p.string().length(200).nullable(),
    /** One of the demonstration city's persons, offered in the role bar. */
    persona: p.boolean().default(false),
    /** Order in the role bar. */
    position: p.integer().default(0),
    disabled: p.boolean().default(false),
    createdAt: p.string().length(24),
  },
});

/** A person with an account. */
export class User extends schema.class {}
schema.setClass(User);
