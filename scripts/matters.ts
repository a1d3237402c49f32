/**
 * Matters as files, both ways: `npm run matters -- export [KEY]` writes drafts from the database into
 * definitions/matters/KEY, `npm run matters -- import [KEY]` makes them the newest save of their drafts. Without KEY: all
 * that are on the side it reads from. The database is the one of `YJS_DATA` or `DATABASE_URL`, as for the platform itself.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../server/config.ts';
import { Definition } from '../server/catalog/Definition.ts';
import { inTransaction, migrate, openOrm } from '../server/orm.ts';
import { mattersFolder, mattersIn } from '../definitions/matters/matterFolder.ts';
import { exportMatter, importMatter } from './matters/roundTrip.ts';

const [way, only] = process.argv.slice(2);
if ((way !== 'export' && way !== 'import') || (only !== undefined && !/^[a-z][a-z0-9-]{1,59}$/.test(only))) {
  console.error('usage: npm run matters -- export|import [KEY]');
  process.exit(2);
}
const config = loadConfig(process.env);
if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'yijianshi.sqlite'))) {
  console.error(`There is no database in ${config.dataDir}. Start the platform once with npm start, or set YJS_DATA.`);
  process.exit(1);
}
const orm = await openOrm(config);
try {
  await migrate(orm);
  const keys = only !== undefined ? [only] : way === 'import' ? mattersIn() : (await orm.em.fork().find(Definition, {}, { fields: ['key'], orderBy: { key: 'asc' } })).map(({ key }) => key);
  for (const key of keys) {
    const told = await inTransaction(orm, (em) => (way === 'export' ? exportMatter(em, key, mattersFolder) : importMatter(em, key, mattersFolder, new Date().toISOString())));
    console.log(`${key}: ${told}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await orm.close(true);
}
