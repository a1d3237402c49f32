import { ask } from './broker.ts';

/** An empty database of its own on the one PostgreSQL server of this run. */
export type TestDatabase = {
  /** For DATABASE_URL. */
  url: string,
  database: string,
};

/** A new database; the first call of a run starts the server. Call it in `beforeAll` with a time limit of a minute or more. */
export function postgres(): Promise<TestDatabase> {
  return ask<TestDatabase>('/postgres');
}
