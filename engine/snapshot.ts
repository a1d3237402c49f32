import type { LegalClock } from './clock/legalClock.ts';
import { nextDue } from './interpreter/dueTimes.ts';
import { instanceIn, instancesIn, liveOf } from './interpreter/live.ts';
import type { Program } from './program.ts';
import { type Subscription, subscriptionsOf } from './subscriptions.ts';
import type { CaseStatus, State } from './state.ts';
import type { Instant } from './value.ts';

/** Where a case stands after an event: what every list and diagram needs, without its variables. */
export interface Snapshot {
  readonly seq: number;
  readonly status: CaseStatus;
  /** The case's own time: the wall clock, or the virtual one of a rehearsal. */
  readonly now: Instant;
  readonly chain: string;
  readonly tokens: readonly Token[];
  /** Those that run or stand, and those that ended in this very event. */
  readonly clocks: readonly LegalClock[];
  /** The earliest instant at which something happens by itself; null when everything waits for somebody. */
  readonly nextDue: Instant | null;
  /** Messages and signals it waits for, oldest first; left out when there are none. */
  readonly subscriptions?: readonly Subscription[];
}

/** One live execution of an element. */
export interface Token {
  readonly element: string;
  readonly process: string;
  readonly instance: number;
  readonly parent: number | null;
  /** Number of the incident that holds it. */
  readonly incident: number | null;
  /** It waits at a join for the others; `instance` is the scope's. */
  readonly joining?: true;
}

/** Reads a snapshot off a state; live tokens in order of birth, then those at joins. Scopes of processes are no tokens. */
export function snapshotOf(program: Program, state: State): Snapshot {
  const subscriptions = subscriptionsOf(state);
  return {
    seq: state.seq,
    status: state.status,
    now: state.now,
    chain: state.chain,
    tokens: [...liveTokens(state), ...tokensAtJoins(state)],
    clocks: liveOf(state).clocks.values(),
    nextDue: state.status === 'running' ? nextDue(program, state) : null,
    ...(subscriptions.length > 0 ? { subscriptions } : {}),
  };
}

const liveTokens = (state: State): Token[] =>
  instancesIn(state).flatMap((instance) =>
    instance.node === null
      ? []
      : [{ element: instance.node, process: instance.process, instance: instance.id, parent: instance.parent, incident: instance.incident ?? null }],
  );

function tokensAtJoins(state: State): Token[] {
  return Object.keys(liveOf(state).joins).map((key) => {
    const colon = key.indexOf(':');
    const scope = instanceIn(state, Number(key.slice(0, colon)))!;
    return { element: key.slice(colon + 1), process: scope.process, instance: scope.id, parent: scope.id, incident: null, joining: true };
  });
}
