import { evaluate as evaluateFeel } from 'feelin';
import type { Instant, Value, Variables } from '../value.ts';
import { IncidentRaised } from '../interpreter/incident.ts';
import { addMilliseconds, civilDate } from '../clock/civil.ts';
import { mismatch } from './comparisons.ts';
import { regex } from './regex.ts';

/**
 * Evaluates FEEL over a case's variables. Deterministic: `now()` and `today()` are the event's own time in UTC+08:00,
 * regular expressions run on RE2 (linear time), and nothing of the host is reachable.
 * @throws IncidentRaised `FEEL_INVALID` for a syntax error, `VARIABLE_UNKNOWN` for a name that has no value: an
 * unknown name must never silently become null and take the else branch.
 */
export function evaluate(text: string, variables: Variables, now: Instant): Value {
  let result: { value: unknown; warnings: readonly { type: string; message: string }[] };
  try {
    result = evaluateFeel(text, context(variables, now)) as typeof result;
  } catch (error) {
    if (error instanceof IncidentRaised) throw error;
    throw new IncidentRaised('FEEL_INVALID', `Expected an expression that can be read, but "${text}" failed: ${messageOf(error)}`);
  }
  refuseWarnings(text, result.warnings);
  const wrong = mismatch(text, variables);
  if (wrong) throw new IncidentRaised('FEEL_INVALID', `Expected "${wrong.text}" to compare like with like, but it compares a ${wrong.left} with a ${wrong.right}`);
  return plain(result.value, text);
}

/** As `evaluate`, for conditions. @throws IncidentRaised `CONDITION_NOT_BOOLEAN` when the value is neither true nor false. */
export function holds(text: string, variables: Variables, now: Instant): boolean {
  const value = evaluate(text, variables, now);
  if (typeof value !== 'boolean') {
    throw new IncidentRaised('CONDITION_NOT_BOOLEAN', `Expected "${text}" to be true or false, but it is ${value === null ? 'null' : typeof value}`);
  }
  return value;
}

function context(variables: Variables, now: Instant): Record<string, unknown> {
  // China's clock reads eight hours ahead of UTC.
  const at = addMilliseconds(now, 8 * 3_600_000).replace('Z', '+08:00');
  return {
    ...variables,
    now: () => evaluateFeel(`date and time("${at}")`).value,
    today: () => evaluateFeel(`date("${civilDate(now)}")`).value,
    ...regex,
  };
}

function refuseWarnings(text: string, warnings: readonly { type: string; message: string }[]): void {
  const unknown = warnings.find((warning) => warning.type === 'NO_VARIABLE_FOUND');
  if (unknown) throw new IncidentRaised('VARIABLE_UNKNOWN', `Expected every name in "${text}" to have a value, but: ${unknown.message}`);
  const other = warnings.find((warning) => warning.type !== 'NO_CONTEXT_ENTRY_FOUND' && warning.type !== 'NO_PROPERTY_FOUND');
  if (other) throw new IncidentRaised('FEEL_INVALID', `Expected "${text}" to be evaluated cleanly, but: ${other.message}`);
}

/** FEEL values are JSON but for dates and durations, which become their ISO text. */
function plain(value: unknown, text: string): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new IncidentRaised('FEEL_INVALID', `Expected "${text}" to give a finite number`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => plain(item, text));
  if (typeof value === 'object') {
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null) return String(value);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, text)]));
  }
  throw new IncidentRaised('FEEL_INVALID', `Expected "${text}" to give data, but it gives a ${typeof value}`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
