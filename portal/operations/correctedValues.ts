import type { Value } from '../../engine/value.ts';
import type { Values } from '../answers/cases.ts';

/** Named lines as values; text that is JSON (a number, true, a list) is read as such, other text stays text. */
export function correctedValues(lines: readonly { name: string; text: string }[]): Values {
  return Object.fromEntries(lines.filter(({ name }) => name.trim() !== '').map(({ name, text }) => [name.trim(), readValue(text)]));
}

/** Text that is JSON as the value it says, other text as itself. */
export function readValue(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
