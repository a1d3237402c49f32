import { canonical } from './canonical.ts';
import type { Command } from './command.ts';
import type { Event } from './event.ts';
import { step } from './interpreter/step.ts';
import type { LogEntry } from './log.ts';
import type { Program } from './program.ts';
import type { State } from './state.ts';

/** One event of a case, executed again. */
export interface Replayed {
  readonly event: Event;
  /** The case after it. */
  readonly state: State;
  readonly commands: readonly Command[];
  readonly log: readonly LogEntry[];
}

/**
 * Executes a case again from its events, one at a time, so that a caller can stop at any of them. The first event is
 * the start. Throws what `step` throws: an event that could never have happened.
 */
export function* replay(program: Program, events: Iterable<Event>): Generator<Replayed> {
  let state: State | null = null;
  for (const event of events) {
    const after = step(program, state, event);
    state = after.state;
    yield { event, ...after };
  }
}

/** Where two JSON values part: a path like `outcome.variables.limit`, or '' for the values themselves. */
export interface Parting {
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** The first place, in key order, where two JSON values differ; null when they are the same value. */
export function firstParting(one: unknown, other: unknown, path = ''): Parting | null {
  if (one === other) return null;
  if (!isTree(one) || !isTree(other) || Array.isArray(one) !== Array.isArray(other)) {
    return canonicalOrUndefined(one) === canonicalOrUndefined(other) ? null : { path, one, other };
  }
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  for (const key of Array.isArray(one) ? keys : keys.sort()) {
    const parting = firstParting(one[key], other[key], path === '' ? key : `${path}.${key}`);
    if (parting) return parting;
  }
  return null;
}

/** The element an event is about, as far as the state before it and its log say; null for the case as a whole. */
export function elementOf(event: Event, before: State | null, log: readonly LogEntry[]): string | null {
  const instance = 'instance' in event && typeof event.instance === 'number' ? event.instance : null;
  const known = instance === null ? null : (before?.instances[instance]?.node ?? null);
  if (known !== null) return known;
  for (const entry of log) if ('element' in entry && typeof entry.element === 'string' && instance !== null) return entry.element;
  return null;
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const canonicalOrUndefined = (value: unknown): string | undefined => (value === undefined ? undefined : canonical(value));
