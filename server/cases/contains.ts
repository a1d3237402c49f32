import { raw } from '@mikro-orm/core';

/**
 * Condition: a column's text contains `text`, whatever the case of its Latin letters, on both databases (PostgreSQL's
 * `like` tells cases apart, SQLite's does not). Wildcards in `text` are no wildcards.
 */
export function contains(column: 'applicant' | 'case_number' | 'matter_name' | 'name', text: string): object {
  return { [raw(`lower(${column}) like lower(?) escape '\\'`, [`%${text.replace(/[\\%_]/g, '\\$&')}%`])]: [] };
}
