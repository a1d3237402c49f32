import type { Event } from '../event.ts';
import type { State } from '../state.ts';
import type { Role, Spot, Trace } from './trace.ts';

/** An event of a past case as another version may take it. */
export interface Translated {
  /** It names nothing by number, or nothing that has to be found: given as it is. */
  readonly event?: Event;
  /** It names something by number: to be found again by element and order. Neither: it changes no route (a claim, an answered card). */
  readonly asks?: {
    readonly role: Role;
    readonly spot: Spot;
    build(id: number, state: State): Event;
  };
}

/**
 * Takes the numbers off an event. What only says who works on a step is left out: it moves nothing, and would get in the way
 * where steps are done in another order.
 */
export function translate(given: Event, before: State | null, trace: Trace): Translated {
  const event = withoutCommand(given);
  const at = (role: Role, id: number, build: (id: number, state: State) => Event): Translated => {
    const spot = trace.spotOf(role, id);
    return spot ? { asks: { role, spot, build } } : {};
  };
  switch (event.type) {
    case 'claim':
    case 'release':
    case 'answerCard':
      return {};
    case 'complete':
      return at('work', event.instance, (instance) => ({ ...event, instance }));
    case 'job': {
      // An answer to the attempt that stood then is one to the attempt that stands now.
      const current = before?.instances[event.instance]?.task?.attempt === event.attempt;
      return at('job', event.instance, (instance, state) => ({ ...event, instance, attempt: current ? (state.instances[instance]?.task?.attempt ?? event.attempt) : event.attempt }));
    }
    case 'incident':
      return at('incident', event.incident, (incident) => ({ ...event, incident }));
    case 'multiInstance':
      return at('entered', event.instance, (instance) => ({ ...event, instance }));
    case 'activate':
      return at('entered', event.scope, (scope) => ({ ...event, scope }));
    case 'move':
      return event.from === undefined ? { event } : at('entered', event.from, (from) => ({ ...event, from }));
    case 'procedure':
      return event.instance === undefined ? { event } : at('work', event.instance, (instance) => ({ ...event, instance }));
    default:
      return { event };
  }
}

/** Commands are not told apart here: each event has happened once. */
function withoutCommand(event: Event): Event {
  const { commandId: _commandId, digest: _digest, ...rest } = event;
  return rest as Event;
}
