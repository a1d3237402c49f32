import { raw } from '@mikro-orm/core';

/**
 * Condition: a column's text contains `text`, whatever the case of its Latin letters, on both databases (PostgreSQL's
 * `like` tells cases apart, SQLite's does not). Wildcards in `text` are no wildcards.
 */
export function contains(column: 'applicant' | 'case_number' | 'name', text: string): object {
  return { [raw(like(column), [pattern(text)])]: [] };
}

/** Condition on any table with case numbers: the case's matter is called so in part, or as one of `names`. */
export function ofMatterCalled(text: string, names: readonly string[]): object {
  const called = [like('matter_name'), ...names.map(() => 'matter_name = ?')].join(' or ');
  return { [raw(`case_number in (select case_number from cases where ${called})`, [pattern(text), ...names])]: [] };
}

const like = (column: string): string => `lower(${column}) like lower(?) escape '\\'`;
const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
