import { canonical } from '../canonical.ts';
import type { Instant, Value, Variables } from '../value.ts';

/** Most values that are kept; then all are forgotten. */
const MOST = 4_000;
/** Longest key: what is larger is seldom met twice. */
const LONGEST = 4_000;

const values = new Map<string, Value>();

/** FEEL that asks for the time. */
const MOVING = /\b(now|today)\s*\(/;

/** Most names that are kept of one text. */
const MOST_NAMES = 1_000;

const spelled = new Map<string, Map<string, boolean>>();

/** Whether a name is part of a text. Every variable of a case is asked for with each of its expressions, so it is kept. */
export function spells(text: string, name: string): boolean {
  let names = spelled.get(text);
  if (!names) {
    if (spelled.size >= MOST) spelled.clear();
    spelled.set(text, (names = new Map()));
  }
  let found = names.get(name);
  if (found === undefined) {
    if (names.size >= MOST_NAMES) names.clear();
    names.set(name, (found = text.includes(name)));
  }
  return found;
}

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
