import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/core';

/** One migration as it is written down: the statements for either database, in order. */
export interface Steps {
  readonly name: string;
  readonly sqlite: readonly string[];
  readonly postgresql: readonly string[];
}

/** Makes MikroORM run the steps, in one transaction, with the list that fits the database. */
export function runnable(steps: Steps): MigrationObject {
  return {
    name: steps.name,
    class: class extends Migration {
      override up(): void {
        const postgresql = this.driver.getPlatform().constructor.name.startsWith('PostgreSql');
        for (const statement of postgresql ? steps.postgresql : steps.sqlite) this.addSql(statement);
      }
    },
  };
}
