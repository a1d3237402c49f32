import { evaluate as evaluateFeel } from 'feelin';
import type { Instant, Value, Variables } from '../value.ts';
import { IncidentRaised } from '../interpreter/incident.ts';
import { addMilliseconds, civilDate } from '../clock/civil.ts';
import { dangersOf } from './arithmetic.ts';
import { costOf, exceeds, MOST_SIZE, MOST_STEPS } from './budget.ts';
import { givesMoney, moneyTypes, sumsCompared } from './money.ts';
import { remembered, spells } from './memory.ts';
import { type Plain, plainOf } from './plain.ts';
import { regex } from './regex.ts';
import { piecesOf, treeOf } from './tree.ts';
import { typeOf } from './types.ts';

/** No name holds money. */
const NO_MONEY: ReadonlySet<string> = new Set();

/**
 * Evaluates FEEL over a case's variables. Deterministic: `now()` and `today()` are the event's own time in UTC+08:00,
 * regular expressions run on RE2 (linear time), and nothing of the host is reachable. What FEEL would answer with null
 * or with a guess, and so choose a branch, is an incident instead.
 * @param money names whose values are sums of money, in 分.
 * @throws IncidentRaised `FEEL_INVALID` for a syntax error, `VAR_UNDEFINED` for a name that has no value, `EXPR_TYPE` for
 * comparing what does not go together, `EXPR_ARITH` for a division by zero or a number without bounds, `EXPR_BUDGET` for
 * what would take too long, `MONEY_NOT_INTEGER` for a sum with a fraction of a 分.
 */
export function evaluate(text: string, variables: Variables, now: Instant, money: ReadonlySet<string> = NO_MONEY): Value {
  const readable = plainOf(text);
  // One name is taken as it is: no other can mean anything in it.
  const alone = readable?.alone ? taken(text, readable, variables, money) : undefined;
  if (alone !== undefined) return alone;
  const named = namedIn(text, variables);
  const whole = readable && !Object.keys(named).some((name) => SPACED.test(name)) ? taken(text, readable, named, money) : undefined;
  if (whole !== undefined) return whole;
  return remembered(text, named, now, money, () => evaluated(text, named, now, money));
}

function evaluated(text: string, variables: Variables, now: Instant, money: ReadonlySet<string>): Value {
  const context = contextOf(text, variables, now);
  const run = (asked: string): unknown => evaluateFeel(asked, context).value as unknown;
  let result: { value: unknown; warnings: readonly { type: string; message: string }[] };
  try {
    refuseUnbounded(text, variables, run);
    result = evaluateFeel(text, context) as typeof result;
  } catch (error) {
    if (error instanceof IncidentRaised) throw error;
    throw new IncidentRaised('FEEL_INVALID', `Expected an expression that can be read, but "${text}" failed: ${messageOf(error)}`);
  }
  refuseUnknown(text, result.warnings);
  refuseMixed(text, variables);
  refuseArithmetic(text, run);
  refuseWarnings(text, result.warnings);
  refuseFractions(text, money, result.value, run);
  return plain(result.value, text);
}

/** As `evaluate`, for conditions. @throws IncidentRaised `CONDITION_NOT_BOOLEAN` when the value is neither true nor false. */
export function holds(text: string, variables: Variables, now: Instant, money: ReadonlySet<string> = NO_MONEY): boolean {
  const value = evaluate(text, variables, now, money);
  if (typeof value !== 'boolean') {
    throw new IncidentRaised('CONDITION_NOT_BOOLEAN', `Expected "${text}" to be true or false, but it is ${value === null ? 'null' : typeof value}`);
  }
  return value;
}

/** What a plain text gives; undefined where the evaluator has more to say about it. */
function taken(text: string, { read, names }: Plain, variables: Variables, money: ReadonlySet<string>): Value | undefined {
  for (const name of names) if (Object.hasOwn(functions, name)) return undefined;
  for (const name of money) if (spells(text, name)) return undefined;
  return read(variables);
}

/** What a text can name: the evaluator copies every value it is given, however deep, each time. */
function namedIn(text: string, variables: Variables): Variables {
  const named: Record<string, Value> = {};
  for (const name of Object.keys(variables)) if (spells(text, name) || SPACED.test(name)) named[name] = variables[name]!;
  return named;
}

function contextOf(text: string, named: Variables, now: Instant): Record<string, unknown> {
  const context: Record<string, unknown> = { ...named };
  for (const name of Object.keys(functions) as (keyof typeof functions)[]) if (text.includes(name)) context[name] = functions[name](now);
  return context;
}

/** Names with spaces or signs in them may be written in more than one way. */
const SPACED = /[\s./\-'+*]/;

const functions = {
  // China's clock reads eight hours ahead of UTC.
  now: (now: Instant) => () => evaluateFeel(`date and time("${addMilliseconds(now, 8 * 3_600_000).replace('Z', '+08:00')}")`).value,
  today: (now: Instant) => () => evaluateFeel(`date("${civilDate(now)}")`).value,
  matches: () => regex.matches,
  replace: () => regex.replace,
  split: () => regex.split,
};

const GROWING: ReadonlySet<string> = new Set(['ForExpression', 'QuantifiedExpression', 'FilterExpression', 'Context']);

/** The evaluator cannot be stopped once it runs: what it would cost at most is reckoned before (E-07). */
function refuseUnbounded(text: string, variables: Variables, run: (asked: string) => unknown): void {
  const tree = treeOf(text);
  if (![...piecesOf(tree)].some(({ kind, text: piece }) => GROWING.has(kind) || (kind === 'FunctionInvocation' && piece.startsWith('replace')))) return;
  const cost = costOf(tree, {
    value: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    number(asked) {
      const value = run(asked);
      return typeof value === 'number' ? value : undefined;
    },
  });
  if (exceeds(cost)) throw new IncidentRaised('EXPR_BUDGET', `Expected "${shown(text)}" to take at most ${MOST_STEPS} steps and ${MOST_SIZE} characters, but it may take ${cost.steps} and ${cost.size}`);
}

function refuseUnknown(text: string, warnings: readonly { type: string; message: string }[]): void {
  const unknown = warnings.find((warning) => warning.type === 'NO_VARIABLE_FOUND');
  if (unknown) throw new IncidentRaised('VAR_UNDEFINED', `Expected every name in "${text}" to have a value, but: ${unknown.message}`);
}

/** Types of the values themselves. An expression that asks about null by itself may meet it; another one may not order it. */
function refuseMixed(text: string, variables: Variables): void {
  const asksNull = /\bnull\b/.test(text);
  typeOf(treeOf(text), (name) => ({ value: Object.hasOwn(variables, name) ? variables[name] : undefined }), ({ text: piece, left, right }) => {
    if (asksNull && !/\bnull\b/.test(piece) && (left === 'null' || right === 'null')) return;
    throw new IncidentRaised('EXPR_TYPE', `Expected "${piece}" to take like with like, but it takes a ${left} with a ${right}`);
  });
}

function refuseArithmetic(text: string, run: (asked: string) => unknown): void {
  for (const { text: piece, divides, finite } of dangersOf(text)) {
    const value = run(divides ?? finite!);
    if (divides ? value === true : typeof value === 'number' && !Number.isFinite(value)) {
      throw new IncidentRaised('EXPR_ARITH', `Expected "${piece}" to give a number, but ${divides ? 'it divides by zero' : 'it is beyond all bounds'}`);
    }
  }
}

function refuseWarnings(text: string, warnings: readonly { type: string; message: string }[]): void {
  const other = warnings.find((warning) => warning.type !== 'NO_CONTEXT_ENTRY_FOUND' && warning.type !== 'NO_PROPERTY_FOUND');
  if (!other) return;
  const code = other.type === 'INVALID_TYPE' || other.type === 'NOT_COMPARABLE' ? 'EXPR_TYPE' : other.type === 'INVALID_ARGUMENTS' && /^(?:sqrt|log|modulo)\b/.test(other.message) ? 'EXPR_ARITH' : 'FEEL_INVALID';
  throw new IncidentRaised(code, `Expected "${text}" to be evaluated cleanly, but: ${other.message}`);
}

function refuseFractions(text: string, money: ReadonlySet<string>, value: unknown, run: (asked: string) => unknown): void {
  if (money.size === 0) return;
  const types = moneyTypes(money);
  const fraction = (sum: unknown): boolean => typeof sum === 'number' && !Number.isInteger(sum);
  const wrong = sumsCompared(text, types).find(({ whole }) => fraction(run(whole)))?.text ?? (givesMoney(text, types) && fraction(value) ? text : undefined);
  if (wrong !== undefined) throw new IncidentRaised('MONEY_NOT_INTEGER', `Expected "${wrong}" to be a whole number of 分, but it has a fraction`);
}

/** FEEL values are JSON but for dates and durations, which become their ISO text. */
function plain(value: unknown, text: string): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new IncidentRaised('EXPR_ARITH', `Expected "${text}" to give a finite number`);
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

const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
