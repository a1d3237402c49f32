import type { LegalClock } from '../clock/legalClock.ts';
import type { Instance, State } from '../state.ts';
import { Table } from './table.ts';
import { countsOf, type Tally, tallyOf } from './tally.ts';
import type { Timetable } from './timetable.ts';

/** What grows with a case, in a form that steps share: the state's own records are made from it when somebody reads them. */
export interface Live {
  /** All of the state that does not grow. */
  readonly rest: Working;
  readonly instances: Table<Instance>;
  readonly clocks: Table<LegalClock>;
  /** Tokens at joins, by `scope instance:node`. */
  readonly joins: Readonly<Record<string, Tally>>;
  /** Clocks that have ended. */
  readonly ended: readonly number[];
  /** When things fall due; null until somebody asks. */
  timetable: Timetable | null;
  /** Instances that wait for messages, signals or conditions, and perhaps some that don't any more; null until somebody asks. */
  readonly hearers: readonly number[] | null;
}

/** What of a state is small enough to be copied by each step. */
export type Working = Omit<State, 'instances' | 'clocks' | 'arrivals'>;

const known = new WeakMap<State, Live>();

/** What a state shares with those before and after it; read off its records when it comes from outside. */
export function liveOf(state: State): Live {
  let live = known.get(state);
  if (!live) {
    const { instances, clocks, arrivals, ...rest } = state;
    live = {
      rest,
      instances: Table.of(instances),
      clocks: Table.of(clocks),
      joins: Object.fromEntries(Object.entries(arrivals).map(([key, counts]) => [key, tallyOf(counts)])),
      ended: Object.values(clocks).flatMap(({ id, stoppedAt }) => (stoppedAt === undefined ? [] : [id])),
      timetable: null,
      hearers: null,
    };
    known.set(state, live);
  }
  return live;
}

/** A state as others see it, plain JSON; its large records are written out when they are first read. */
export function stateOf(live: Live): State {
  let arrivals: State['arrivals'] | undefined;
  const state: State = {
    ...live.rest,
    get instances() {
      return live.instances.record();
    },
    get clocks() {
      return live.clocks.record();
    },
    get arrivals() {
      return (arrivals ??= Object.fromEntries(Object.entries(live.joins).map(([key, tally]) => [key, { ...countsOf(tally) }])));
    },
  };
  known.set(state, live);
  return state;
}

/** A live instance of a state; undefined when there is none of that number. */
export const instanceIn = (state: State, id: number | null | undefined): Instance | undefined => (id === null || id === undefined ? undefined : liveOf(state).instances.get(id));

/** Everything live in a state, oldest first. */
export const instancesIn = (state: State): readonly Instance[] => liveOf(state).instances.values();
