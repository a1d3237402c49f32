import { dueOf } from '../clock/legalClock.ts';
import type { Limit, Program } from '../program.ts';
import type { CaseStatus, State } from '../state.ts';
import type { CivilDate, Instant, Variables } from '../value.ts';
import { nextDue } from './dueTimes.ts';

/** Where a case stands, for the read model: small, derived, replaced as a whole. */
export interface Snapshot {
  readonly seq: number;
  readonly status: CaseStatus;
  readonly now: Instant;
  readonly chain: string;
  readonly tokens: readonly SnapshotToken[];
  readonly clocks: readonly SnapshotClock[];
  readonly nextDue: Instant | null;
  /** Variables of the case's root. */
  readonly variables: Variables;
}

export interface SnapshotToken {
  readonly element: string;
  readonly process: string;
  readonly instance: number;
  readonly parent: number | null;
  readonly incident: boolean;
  readonly suspended?: 'correction' | 'specialProcedure';
  /** Waiting at a join for its siblings. */
  readonly joining?: true;
}

export interface SnapshotClock {
  readonly clock: number;
  readonly instance: number | null;
  readonly element: string | null;
  readonly limit: Limit;
  readonly dueOn: CivilDate | null;
  readonly provisional: boolean;
  readonly paused: boolean;
  readonly stopped: boolean;
}

export function snapshot(program: Program, state: State): Snapshot {
  const root = Object.values(state.instances).find((instance) => instance.parent === null);
  return {
    seq: state.seq,
    status: state.status,
    now: state.now,
    chain: state.chain,
    tokens: tokens(state),
    clocks: Object.values(state.clocks).map((clock) => {
      const due = dueOf(clock, state.calendar);
      return {
        clock: clock.id,
        instance: clock.instance,
        element: clock.element,
        limit: clock.limit,
        dueOn: due?.on ?? null,
        provisional: due?.provisional ?? false,
        paused: due === null,
        stopped: clock.stoppedAt !== undefined,
      };
    }),
    nextDue: nextDue(program, state),
    variables: root?.variables ?? {},
  };
}

function tokens(state: State): SnapshotToken[] {
  const live = Object.values(state.instances)
    .filter((instance) => instance.node !== null)
    .map((instance) => ({
      element: instance.node!,
      process: instance.process,
      instance: instance.id,
      parent: instance.parent,
      incident: instance.incident !== undefined,
      ...(instance.suspended ? { suspended: instance.suspended } : {}),
    }));
  const joining = Object.keys(state.arrivals).map((key) => {
    const [scope, element] = [Number(key.slice(0, key.indexOf(':'))), key.slice(key.indexOf(':') + 1)];
    return { element, process: state.instances[scope]!.process, instance: scope, parent: scope, incident: false, joining: true as const };
  });
  return [...live, ...joining];
}
