/**
 * Writes the first migration anew, or the next one, from the entities: `node scripts/migration.ts foundation` before
 * the first release, `node scripts/migration.ts some-name` afterwards. What the entities have and the migrations so far
 * don't give becomes statements for SQLite and for PostgreSQL (a server of its own is started for that). Read the file
 * before you commit it.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOrm, type Orm } from '../server/orm.ts';
import { startPostgres } from '../test/support/startPostgres.ts';

const folder = join(import.meta.dirname, '../server/migrations');
const name = process.argv[2];
if (name === undefined || !/^[a-z][a-z-]{2,40}$/.test(name)) {
  console.error('usage: node scripts/migration.ts NAME (small letters and dashes)');
  process.exit(2);
}

const first = name === 'foundation';
const number = first ? '0001' : String(readdirSync(folder).filter((file) => /^\d{4}-/.test(file)).length + 1).padStart(4, '0');
const server = await startPostgres();
try {
  const sqlite = await difference(await openOrm({ databaseUrl: null, dataDir: ':memory:' }));
  const postgresql = await difference(await openOrm({ databaseUrl: (await server.answer()).url, dataDir: '' }));
  const exported = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  writeFileSync(
    join(folder, `${number}-${name}.ts`),
    `import type { Steps } from './Steps.ts';

export const ${exported}: Steps = {
  name: '${number}-${name}',
  sqlite: ${list(sqlite)},
  postgresql: ${list(postgresql)},
};
`,
  );
  console.log(`server/migrations/${number}-${name}.ts: ${sqlite.length} + ${postgresql.length} statements${first ? '' : '; add it to server/migrations/index.ts'}`);
} finally {
  await server.stop();
}

/** Statements from where the migrations end to where the entities are; for the first one from nothing. */
async function difference(orm: Orm): Promise<string[]> {
  if (!first) await orm.migrator.up();
  const sql = first ? await orm.schema.getCreateSchemaSQL() : await orm.schema.getUpdateSchemaSQL({ safe: true });
  await orm.close(true);
  return sql
    .split('\n')
    .map((line) => line.trim().replace(/;$/, ''))
    .filter((line) => line !== '' && !/^(set |pragma )/i.test(line) && !line.includes('"migrations"') && !line.includes('`migrations`'));
}

function list(statements: readonly string[]): string {
  return `[\n${statements.map((statement) => `    ${quoted(statement)},\n`).join('')}  ]`;
}

/** As this repository quotes: single quotes unless the statement has some. */
function quoted(statement: string): string {
  return statement.includes("'") ? JSON.stringify(statement) : `'${statement.replaceAll('\\', '\\\\')}'`;
}
