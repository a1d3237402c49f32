import type { MigrationObject } from '@mikro-orm/core';

/** All migrations in the order they are applied; a published one is never edited. */
export const migrations: readonly MigrationObject[] = [];
