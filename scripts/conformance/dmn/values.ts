import { dateAndTime, evaluate, parseDate, time, duration } from 'feelin';
import { same } from '../../../engine/decisions/same.ts';
import type { ValueNode } from './readTests.ts';

/** The FEEL value that a test file writes. */
export function feelValue(node: ValueNode): unknown {
  if (node.kind === 'nil') return null;
  if (node.kind === 'list') return node.items.map(feelValue);
  if (node.kind === 'context') return Object.fromEntries(Object.entries(node.members).map(([name, each]) => [name, feelValue(each)]));
  const { type, text } = node;
  if (type === 'boolean') return text.trim() === 'true' || text.trim() === '1';
  if (NUMBERS.has(type)) return Number(text.trim());
  if (type === 'date') return parseDate(text.trim());
  if (type === 'time') return time(text.trim());
  if (type === 'dateTime') return dateAndTime(text.trim());
  if (type === 'duration' || type === 'dayTimeDuration' || type === 'yearMonthDuration') return duration(text.trim());
  return text;
}

const NUMBERS: ReadonlySet<string> = new Set(['decimal', 'double', 'integer', 'int', 'long', 'float', 'short']);

/** Numbers agree to eight places, as the kit's own runner has it; everything else by FEEL's equality of the same kind. */
export function agrees(expected: unknown, got: unknown): boolean {
  if (typeof expected === 'number' && typeof got === 'number') return expected === got || Math.abs(expected - got) <= 1e-8 * Math.max(1, Math.abs(expected));
  if (Array.isArray(expected)) return Array.isArray(got) && expected.length === got.length && expected.every((each, i) => agrees(each, got[i]));
  if (isContext(expected)) {
    if (!isContext(got)) return false;
    const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return [...names].every((name) => agrees(expected[name] ?? null, got[name] ?? null));
  }
  if (same(expected, got)) return true;
  // The same instant or length may be written in several ways.
  return typeof expected === 'object' && expected !== null && typeof got === 'object' && got !== null && evaluate('a = b', { a: expected, b: got }).value === true;
}

const isContext = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** A value as people read it in a report. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (isContext(value)) return `{${Object.entries(value).map(([name, each]) => `${name}: ${shown(each)}`).join(', ')}}`;
  return typeof value === 'function' ? 'function' : String(value);
}
