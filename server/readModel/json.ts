import { canonical } from '../../engine/canonical.ts';

/**
 * JSON columns are text with sorted keys, so that a row is the same bytes on SQLite and PostgreSQL and can be hashed.
 * NUL, which PostgreSQL refuses, can't occur: entrances refuse it.
 */
export const toText = (value: unknown): string => canonical(value);

/** Reads what `toText` wrote. */
export const fromText = <T>(text: string): T => JSON.parse(text) as T;
