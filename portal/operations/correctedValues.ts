import type { Value } from '../../engine/value.ts';
import type { Values } from '../answers/cases.ts';

/** The values that differ from those known; text that is JSON (a number, true, a list) is read as such. */
export function correctedValues(known: Values, lines: readonly { name: string; text: string }[]): Values {
  const changed: Record<string, Value> = {};
  for (const { name, text } of lines) {
    if (!name.trim()) continue;
    const value = typeof known[name] === 'string' ? text : readValue(text);
    if (JSON.stringify(value) !== JSON.stringify(known[name])) changed[name.trim()] = value;
  }
  return changed;
}

function readValue(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
