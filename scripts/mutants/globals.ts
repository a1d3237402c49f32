import { createRequire } from 'node:module';
import type * as jest from '@jest/globals';

/** The part of jest's globals that tables of tests use, without a sandbox for each suite: tests are collected, and run by `runTables.ts`. */
export interface Collected {
  readonly title: string;
  readonly run: () => unknown;
  /** What the suite does after each of its tests. */
  readonly after: readonly (() => unknown)[];
}

type Row = readonly unknown[];

/** All tests, in the order of their suites. */
export const collected: Collected[] = [];

const titles: string[] = [];
let after: (() => unknown)[] = [];

/** Suites are loaded one after the other; what one does after its tests is not done after another's. */
export function beginSuite(): void {
  after = [];
}

export const test = withRows((title, run) => {
  collected.push({ title: [...titles, title].join(' › '), run, after });
});

export const describe = withRows((title, body) => {
  titles.push(title);
  body();
  titles.pop();
});

export const afterEach = (run: () => unknown): void => {
  after.push(run);
};

const require = createRequire(createRequire(import.meta.url).resolve('@jest/globals'));
export const expect = (require('expect') as { expect: typeof jest.expect }).expect;

/** `test(title, run)` and `test.each(rows)(title, run)`; one that stands under a title in rows keeps the title as it is written. */
function withRows(add: (title: string, run: () => unknown) => void) {
  const each = (rows: readonly unknown[]) => (title: string, run: (...row: Row) => unknown) =>
    rows.forEach((row) => add(title, () => run(...(Array.isArray(row) ? (row as Row) : [row]))));
  return Object.assign(add, { each });
}
