import { DomainError } from '../errors.ts';
import type { Event } from '../event.ts';
import { sizeOf } from '../size.ts';
import type { Completion, Instance, State } from '../state.ts';
import type { Variables } from '../value.ts';
import { IncidentRaised } from './incident.ts';
import { liveOf } from './live.ts';
import type { Readable } from './table.ts';

/** Most bytes one variable may take as JSON (`VAR_TOO_LARGE`): what is bigger is a file, and goes by reference. */
export const VARIABLE_LIMIT = 64 * 1024;

/** Most bytes all variables of a case may take together (`STATE_TOO_LARGE`). */
export const STATE_LIMIT = 256 * 1024;

/** Most live executions of elements in one case, with what is done and may still be undone (`TOKEN_LIMIT`). */
export const TOKEN_LIMIT = 10_000;

/** Refuses an event whose values the case can't hold. @throws DomainError VAR_TOO_LARGE, STATE_TOO_LARGE */
export function checkSizes(state: State | null, event: Event): void {
  const variables = variablesOf(event);
  if (!variables) return;
  const fault = oversize(state && { state, instances: liveOf(state).instances }, variables);
  if (fault) throw new DomainError(fault.code, fault.details, fault.message);
}

/**
 * Makes sure that what a flow computed can be kept, and counts it. `replaced`: names whose values it takes the place of;
 * none where it is kept beside all there is. @throws IncidentRaised VAR_TOO_LARGE, STATE_TOO_LARGE
 */
export function weigh({ state, instances }: Weighed, variables: Variables, replaced: Variables = variables): void {
  const fault = oversize({ state, instances }, variables, replaced);
  if (fault) throw new IncidentRaised(fault.code, fault.message);
  const grown = (state.volume ?? 0) + sizeOf(variables);
  state.volume = grown <= STATE_LIMIT ? grown : volumeOf({ state, instances }, {}) + sizeOf(variables);
}

type Undoable = 'completions' | 'compensations';

/** Where values are kept, and what they took when they were last added up. */
interface Weighed {
  readonly state: Pick<State, 'volume' | Undoable>;
  readonly instances: Readable<Instance>;
}

const variablesOf = (event: Event): Variables | undefined => {
  if (event.type === 'job') return 'variables' in event.outcome ? event.outcome.variables : undefined;
  if (event.type === 'multiInstance') return event.item === undefined ? undefined : { item: event.item };
  return 'variables' in event ? event.variables : undefined;
};

type Fault = { readonly code: 'VAR_TOO_LARGE' | 'STATE_TOO_LARGE'; readonly details: { readonly name?: string; readonly limit: number }; readonly message: string };

function oversize(at: Weighed | null, variables: Variables, replaced: Variables = variables): Fault | null {
  const size = sizeOf(variables);
  for (const [name, value] of size > VARIABLE_LIMIT ? Object.entries(variables) : []) {
    if (sizeOf(value) > VARIABLE_LIMIT) return { code: 'VAR_TOO_LARGE', details: { name, limit: VARIABLE_LIMIT }, message: `Expected "${name}" to take at most ${VARIABLE_LIMIT} bytes, but it takes ${sizeOf(value)}` };
  }
  if (((at?.state.volume ?? 0) + size > STATE_LIMIT) && (at ? volumeOf(at, replaced) : 0) + size > STATE_LIMIT) {
    return { code: 'STATE_TOO_LARGE', details: { limit: STATE_LIMIT }, message: `Expected all values of the case to take at most ${STATE_LIMIT} bytes` };
  }
  return null;
}

/** What the values of a case take now, without those of the names that are about to be written anew. */
function volumeOf({ state, instances }: Weighed, replaced: Variables): number {
  let volume = 0;
  for (const { variables } of [...instances.values(), ...undoable(state)]) {
    for (const [name, value] of Object.entries(variables ?? {})) if (!Object.hasOwn(replaced, name)) volume += 4 + name.length + sizeOf(value);
  }
  return volume;
}

/** What is done and may still be compensated, with the values it had. */
const undoable = ({ completions = {}, compensations = {} }: Pick<State, Undoable>): Completion[] => [...Object.values(completions), ...Object.values(compensations).flatMap(({ todo }) => todo)];

/** Makes room for one more live execution. @throws IncidentRaised TOKEN_LIMIT */
export function countToken(m: Counted): void {
  expectRoom(m, 1);
  if (m.room !== undefined) m.room -= 1;
}

/** Makes sure that so many more live executions can be made. @throws IncidentRaised TOKEN_LIMIT */
export function expectRoom(m: Counted, more: number): void {
  // Ids are never reused: below the limit nobody needs to count.
  if (m.state.next + more - 1 <= TOKEN_LIMIT) return;
  if (m.room === undefined || m.room < more) m.room = TOKEN_LIMIT - m.instances.size - undoable(m.state).length;
  if (m.room < more) throw new IncidentRaised('TOKEN_LIMIT', `Expected at most ${TOKEN_LIMIT} live executions in one case`);
}

/** A step at work, as far as it is counted. `room`: how many more there may be at least. */
interface Counted {
  readonly state: Pick<State, 'next' | Undoable>;
  readonly instances: Readable<Instance>;
  room?: number;
}
