import { Decimal } from 'decimal.js';
import { type FeelFunction, evaluate, isFunction } from 'feelin';
import { asList, asSingle, declare, isWhole, listed } from './declare.ts';
import { equal, order } from './order.ts';

const Exact = Decimal.clone({ precision: 34 });

const numbersOf = (given: readonly unknown[]): readonly number[] | null => {
  const values = listed(given);
  return values?.every((value) => typeof value === 'number') ? (values as readonly number[]) : null;
};

/** The value that all others stand on one side of; null where the list is empty or not of one ordered kind. */
function extreme(given: readonly unknown[], side: 1 | -1): unknown {
  const values = listed(given);
  if (!values || values.length === 0 || values.some((value) => value === null || value === undefined)) return null;
  if (values.length === 1) return order(values[0], values[0]) === null ? null : values[0];
  return values.reduce((best, value) => {
    if (best === null) return null;
    const stands = order(value, best);
    return stands === null ? null : stands * side > 0 ? value : best;
  });
}

/** Place of a position counted from 1, or from the end below 0; null where it lies outside. */
function place(position: unknown, length: number): number | null {
  if (!isWhole(position) || position === 0 || Math.abs(position) > length) return null;
  return position > 0 ? position - 1 : length + position;
}

const total = (values: readonly number[]): Decimal => values.reduce((sum, value) => sum.plus(value), new Exact(0));

export const lists = {
  min: declare(['...list'], (...given) => extreme(given, -1)),
  max: declare(['...list'], (...given) => extreme(given, 1)),
  sum: declare(['...list'], (...given) => summed(given)),
  mean: declare(['...list'], (...given) => {
    const values = numbersOf(given);
    return values && values.length > 0 ? total(values).div(values.length).toNumber() : null;
  }),
  median: declare(['...list'], (...given) => {
    const values = numbersOf(given);
    if (!values || values.length === 0) return null;
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle]! : total([sorted[middle - 1]!, sorted[middle]!]).div(2).toNumber();
  }),
  mode: declare(['...list'], (...given) => {
    const values = numbersOf(given);
    if (!values) return null;
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    const most = Math.max(...counts.values());
    return [...counts].filter(([, count]) => count === most).map(([value]) => value).sort((a, b) => a - b);
  }),
  'list contains': declare(['list', 'element'], (given, element, ...more) => {
    const values = asList(given);
    return values && more.length === 0 && element !== undefined ? values.some((value) => equal(value, element)) : null;
  }),
  'index of': declare(['list', 'match'], (given, match, ...more) => {
    const values = asList(given);
    return values && more.length === 0 && match !== undefined ? values.flatMap((value, i) => (equal(value, match) ? [i + 1] : [])) : null;
  }),
  'insert before': declare(['list', 'position', 'newItem'], (given, position, item) => {
    const values = asList(given);
    const at = values && place(asSingle(position), values.length);
    return values && at !== null ? [...values.slice(0, at), item ?? null, ...values.slice(at)] : null;
  }),
  remove: declare(['list', 'position'], (given, position, ...more) => {
    const values = asList(given);
    const at = values && place(asSingle(position), values.length);
    return values && at !== null && more.length === 0 ? values.filter((_, i) => i !== at) : null;
  }),
  sublist: declare(['list', 'start position', 'length'], (given, start, length, ...more) => {
    const values = asList(given);
    const at = values && place(asSingle(start), values.length);
    if (!values || at === null || more.length > 0 || length === null) return null;
    if (length === undefined) return values.slice(at);
    const count = asSingle(length);
    return isWhole(count) && count >= 1 && at + count <= values.length ? values.slice(at, at + count) : null;
  }),
  sort: declare(['list', 'precedes'], (given, precedes, ...more) => {
    const values = asList(given);
    if (!values || more.length > 0) return null;
    if (precedes === undefined) return [...values].sort((a, b) => order(a, b) ?? 0);
    if (!isFunction(precedes)) return null;
    const first = (a: unknown, b: unknown): boolean => (precedes as FeelFunction).invoke([a, b]) === true;
    return [...values].sort((a, b) => (first(a, b) ? -1 : first(b, a) ? 1 : 0));
  }),
};

/** Numbers are added in decimal; durations by FEEL's own plus. */
function summed(given: readonly unknown[]): unknown {
  const values = listed(given);
  if (!values || values.length === 0) return null;
  if (values.every((value) => typeof value === 'number')) return total(values as readonly number[]).toNumber();
  if (values.some((value) => typeof value !== 'object' || value === null)) return null;
  return values.reduce((sum, value) => (evaluate('a + b', { a: sum, b: value }).value as unknown) ?? null);
}
