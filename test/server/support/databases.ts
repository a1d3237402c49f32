import { postgres } from '../../support/postgres.ts';

/** Both databases, for `describe.each`: a fresh one for each call of `url`. */
export const databases = [
  { database: 'SQLite', url: async () => null },
  { database: 'PostgreSQL', url: async () => (await postgres()).url },
] as const;
