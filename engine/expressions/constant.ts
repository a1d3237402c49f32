import type { Value } from '../value.ts';
import { evaluate } from './feel.ts';
import { lint } from './lint.ts';

/** FEEL that asks for the time of day or makes long lists by itself. */
const MOVING = /\b(now|today)\s*\(|\.\./;

/**
 * The value of a FEEL text (without the leading `=`) that is the same in every case; undefined where it needs a variable or
 * the time, or can't be read.
 */
export function constantOf(text: string): Value | undefined {
  const { findings, names } = lint(text);
  if (findings.length > 0 || names.length > 0 || MOVING.test(text)) return undefined;
  try {
    return evaluate(text, {}, '2024-01-01T00:00:00.000Z');
  } catch {
    return undefined;
  }
}
