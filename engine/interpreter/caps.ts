import { DomainError } from '../errors.ts';
import type { Event } from '../event.ts';
import { sizeOf } from '../size.ts';
import type { State } from '../state.ts';
import type { Variables } from '../value.ts';
import { IncidentRaised } from './incident.ts';

/** Most bytes one variable may take as JSON (`VAR_TOO_LARGE`): what is bigger is a file, and goes by reference. */
export const VARIABLE_LIMIT = 64 * 1024;

/** Most bytes all variables of a case may take together (`STATE_TOO_LARGE`). */
export const STATE_LIMIT = 256 * 1024;

/** Most live executions of elements in one case (`TOKEN_LIMIT`). */
export const TOKEN_LIMIT = 10_000;

/** Refuses an event whose values the case can't hold. @throws DomainError VAR_TOO_LARGE, STATE_TOO_LARGE */
export function checkSizes(state: State | null, event: Event): void {
  const variables = variablesOf(event);
  if (!variables) return;
  const fault = oversize(state, variables);
  if (fault) throw new DomainError(fault.code, fault.details, fault.message);
}

/** Makes sure that what a flow computed can be kept, and counts it. @throws IncidentRaised VAR_TOO_LARGE, STATE_TOO_LARGE */
export function weigh(state: State, variables: Variables): void {
  const fault = oversize(state, variables);
  if (fault) throw new IncidentRaised(fault.code, fault.message);
  const grown = (state.volume ?? 0) + sizeOf(variables);
  state.volume = grown <= STATE_LIMIT ? grown : volumeOf(state, {}) + sizeOf(variables);
}

const variablesOf = (event: Event): Variables | undefined => {
  if (event.type === 'job') return 'variables' in event.outcome ? event.outcome.variables : undefined;
  if (event.type === 'multiInstance') return event.item === undefined ? undefined : { item: event.item };
  return 'variables' in event ? event.variables : undefined;
};

type Fault = { readonly code: 'VAR_TOO_LARGE' | 'STATE_TOO_LARGE'; readonly details: { readonly name?: string; readonly limit: number }; readonly message: string };

function oversize(state: State | null, variables: Variables): Fault | null {
  const size = sizeOf(variables);
  for (const [name, value] of size > VARIABLE_LIMIT ? Object.entries(variables) : []) {
    if (sizeOf(value) > VARIABLE_LIMIT) return { code: 'VAR_TOO_LARGE', details: { name, limit: VARIABLE_LIMIT }, message: `Expected "${name}" to take at most ${VARIABLE_LIMIT} bytes, but it takes ${sizeOf(value)}` };
  }
  if (((state?.volume ?? 0) + size > STATE_LIMIT) && (state ? volumeOf(state, variables) : 0) + size > STATE_LIMIT) {
    return { code: 'STATE_TOO_LARGE', details: { limit: STATE_LIMIT }, message: `Expected all values of the case to take at most ${STATE_LIMIT} bytes` };
  }
  return null;
}

/** What the values of a case take now, without those of the names that are about to be written anew. */
function volumeOf(state: State, replaced: Variables): number {
  let volume = 0;
  for (const { variables } of Object.values(state.instances)) {
    for (const [name, value] of Object.entries(variables ?? {})) if (!Object.hasOwn(replaced, name)) volume += 4 + name.length + sizeOf(value);
  }
  return volume;
}

/** Makes room for one more live execution. @throws IncidentRaised TOKEN_LIMIT */
export function countToken(m: { readonly state: State; room?: number }): void {
  // Ids are never reused: below the limit nobody needs to count.
  if (m.state.next <= TOKEN_LIMIT) return;
  if (m.room === undefined || m.room <= 0) m.room = TOKEN_LIMIT - Object.keys(m.state.instances).length;
  if (m.room <= 0) throw new IncidentRaised('TOKEN_LIMIT', `Expected at most ${TOKEN_LIMIT} live executions in one case`);
  m.room -= 1;
}
