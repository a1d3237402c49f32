import { canonical } from '../canonical.ts';
import type { Instant, Value, Variables } from '../value.ts';

/** Most values that are kept; then all are forgotten. */
const MOST = 4_000;
/** Longest key: what is larger is seldom met twice. */
const LONGEST = 4_000;

const values = new Map<string, Value>();

/** FEEL that asks for the time. */
const MOVING = /\b(now|today)\s*\(/;

/**
 * The value of a text over the same values as before, without reading it again: reading FEEL takes longer than all else in a
 * step, and a case asks the same often, many cases of one matter even more so. An expression is a function of its text, of
 * the values that it can name, of the time where it asks for it, and of which names hold money; values are never changed.
 */
export function remembered(text: string, named: Variables, now: Instant, money: ReadonlySet<string>, read: () => Value): Value {
  const key = `${text}\n${canonical(named)}\n${MOVING.test(text) ? now : ''}\n${[...money].filter((name) => text.includes(name)).join()}`;
  if (key.length > LONGEST) return read();
  let value = values.get(key);
  if (value === undefined) {
    value = read();
    if (values.size >= MOST) values.clear();
    values.set(key, value);
  }
  return value;
}
