/** Values that live in a case: JSON, nothing else. Dates and money are text and integers (分). */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };

export type Variables = { readonly [name: string]: Value };

/** An instant as ISO 8601 in UTC with milliseconds: `2026-09-18T01:30:00.000Z`. */
export type Instant = string;

/** A civil date in UTC+08:00: `2026-09-18`. */
export type CivilDate = string;

/**
 * Stands in events, state and chain in place of a personal value: HMAC-SHA-256 of the value under the case's own key,
 * in hex. Destroying the key leaves every proof intact and the person unknown.
 */
export interface Commitment {
  readonly $commitment: string;
}

/** A whole number, zero or more. */
export const isNonNegativeInteger = (value: number): boolean => Number.isInteger(value) && value >= 0;

const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty']);

/** Names that mean something to every JavaScript object; no variable may have one (B-13). */
export const isReservedName = (name: string): boolean => RESERVED.has(name);
