import { appendFileSync, chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import type { Context } from '../http/context.ts';
import { inTransaction } from '../orm.ts';
import { Department } from './Department.ts';
import { hashPassword, randomPassword } from './password.ts';
import { User } from './User.ts';

/** The account behind the entry link: it has no rights and no password, and plays the others' parts. */
export const visitor = 'visitor';

type Parts = Pick<Context, 'orm' | 'now' | 'config'>;

/** Departments and persons of the demonstration city, each with a password nobody chose. Safe at every start. */
export async function seedDemonstration(parts: Parts): Promise<void> {
  const { departments, personas } = loadOrganisation();
  await inTransaction(parts.orm, async (em) => {
    const known = new Set((await em.find(Department, {}, { fields: ['id'] })).map(({ id }) => id));
    departments.forEach(({ id, name, sample }, position) => {
      if (!known.has(id)) em.create(Department, { id, nameZh: name.zh, nameEn: name.en, sample: sample === true, position });
    });
  });
  const people = personas.map(({ id, name, roles, department, posts }, index) => ({ id, name, roles, department, posts, position: index + 1 }));
  await addMissing(parts, people, true);
  await inTransaction(parts.orm, async (em) => {
    if ((await em.count(User, { id: visitor })) > 0) return;
    em.create(User, { id: visitor, nameZh: '演示访客', nameEn: 'Visitor', roles: [], department: null, posts: [], passwordHash: null, persona: true, position: 0, createdAt: parts.now() });
  });
}

/** Where nobody has an account yet: one administrator, whose password stands in the accounts file. */
export async function seedAdministrator(parts: Parts): Promise<void> {
  if ((await parts.orm.em.fork().count(User)) > 0) return;
  await addMissing(parts, [{ id: 'admin', name: { zh: '管理员', en: 'Administrator' }, roles: ['administrator'], department: null, posts: [], position: 0 }], false);
}

interface Person {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly roles: readonly User['roles'][number][];
  readonly department: string | null;
  readonly posts: readonly string[];
  readonly position: number;
}

async function addMissing({ orm, now, config }: Parts, people: readonly Person[], persona: boolean): Promise<void> {
  const known = new Set((await orm.em.fork().find(User, {}, { fields: ['id'] })).map(({ id }) => id));
  const missing = people.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return;
  const secrets = await Promise.all(missing.map(async () => {
    const password = randomPassword();
    return { password, hash: await hashPassword(password) };
  }));
  // The file first: an account whose password nobody can read would be lost.
  tellOwner(config.dataDir, missing.map(({ id }, index) => `${id}\t${secrets[index]?.password}`));
  await inTransaction(orm, async (em) => {
    missing.forEach(({ id, name, roles, department, posts, position }, index) => {
      em.create(User, { id, nameZh: name.zh, nameEn: name.en, roles: [...roles], department, posts: [...posts], passwordHash: secrets[index]?.hash ?? null, persona, position, createdAt: now() });
    });
  });
}

/** Adds lines to `secrets/accounts.txt`, which only its owner can read. */
function tellOwner(dataDir: string, lines: readonly string[]): void {
  const folder = join(dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'accounts.txt');
  appendFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
