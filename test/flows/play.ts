import type { Command } from '../../engine/command.ts';
import type { Event } from '../../engine/event.ts';
import { step } from '../../engine/interpreter/step.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Program } from '../../engine/program.ts';
import type { State } from '../../engine/state.ts';
import { loadCalendar } from '../../definitions/calendars/load.ts';
import type { Block } from './block.ts';
import { flagOf } from './names.ts';
import { begin } from './oracle/begin.ts';
import { Frame, type Wait, World } from './oracle/world.ts';

/** What both sides show of a flow: what waits (kind and element, sorted), what was done how often, and whether it is over. */
export interface Seen {
  readonly waits: readonly string[];
  readonly done: Readonly<Record<string, number>>;
  readonly over: boolean;
}

/** One thing done from outside, to both sides. */
export type Move =
  | { readonly kind: 'work' | 'job'; readonly element: string; readonly place: number }
  | { readonly kind: 'message' | 'signal' | 'conditional'; readonly element: string }
  | { readonly kind: 'timer'; readonly minutes: number };

/** The flow as its structure foretells it. */
export function foretell(block: Block, profile: Program['profile']) {
  const world = new World(profile === 'matter');
  const root = new Frame(null, () => (world.over = true));
  root.begin();
  begin(world, block, root, () => root.end());
  return {
    /** What can be done now; `ending`: without events that only begin something more. */
    moves: (ending = false): Move[] => movesOf(world.waiting().filter((wait, _, all) => !(wait.stays && (ending || all.some((other) => other.element === wait.element && other.atEdge && other.happened)))), world.now),
    seen: (): Seen => ({ waits: world.waiting().map(({ kind, element }) => `${kind} ${element}`).sort(), done: Object.fromEntries([...world.done].sort()), over: world.over }),
    do(move: Move): void {
      if (move.kind === 'timer') return world.advance(move.minutes);
      const met = world.waiting().filter((wait) => wait.kind === move.kind && wait.element === move.element);
      const meant = move.kind === 'work' || move.kind === 'job' ? [met[move.place]!] : move.kind === 'message' ? met.slice(0, 1) : met;
      for (const wait of meant) world.meet(wait);
    },
  };
}

function movesOf(waits: readonly Wait[], now: number): Move[] {
  const places = new Map<string, number>();
  const due = waits.flatMap((wait) => (wait.due === undefined ? [] : [wait.due]));
  const moves = waits.flatMap(({ kind, element }): Move[] => {
    const key = `${kind} ${element}`;
    const place = places.get(key) ?? 0;
    places.set(key, place + 1);
    if (kind === 'work' || kind === 'job') return [{ kind, element, place }];
    return place > 0 || kind === 'timer' ? [] : [{ kind: kind as 'message', element }];
  });
  return due.length > 0 ? [...moves, { kind: 'timer', minutes: Math.max(now, Math.min(...due)) }] : moves;
}

const BEGAN = Date.UTC(2026, 0, 5, 1);
/** The instant so many minutes after the start. */
export const at = (minutes: number): string => new Date(BEGAN + minutes * 60_000).toISOString();

/** An event without its time and its actor. */
export type Body = Event extends infer E ? (E extends Event ? Omit<E, 'now' | 'actor'> : never) : never;

/** Moves one after another by drawn numbers, up to `most`; after `restless` of them only what ends something. Each is made before the next is asked for. */
export function* movesBy(oracle: ReturnType<typeof foretell>, choices: readonly number[], { restless, most }: { readonly restless: number; readonly most: number }): Generator<Move> {
  for (let i = 0; i < most; i += 1) {
    const moves = oracle.moves(i >= restless);
    if (moves.length === 0) return;
    yield moves[choices[i % choices.length]! % moves.length]!;
  }
}

/** The flow as the interpreter runs it; `each` sees every step. */
export function run(program: Program, variables: Readonly<Record<string, boolean | number>>, each: (before: State | null, event: Event, after: { state: State; commands: readonly Command[] }) => void = () => {}) {
  let state: State | null = null;
  let now = 0;
  const log: LogEntry[] = [];
  const feed = (body: Body): void => {
    const event = { ...body, now: at(now), actor: { user: 'tester', role: 'system' } } as Event;
    const result = step(program, state, event);
    each(state, event, result);
    state = result.state;
    log.push(...result.log);
  };
  feed({ type: 'start', caseNumber: 'FLOW', variables, calendar: loadCalendar(), ladders: {} });
  return {
    log,
    state: (): State => state!,
    seen: (): Seen => seenOf(state!, log, program),
    do(move: Move): void {
      if (move.kind === 'timer') now = move.minutes;
      for (const body of bodiesOf(move, state!)) if (state!.status === 'running') feed(body);
    },
  };
}

/** What a move means to the interpreter as it stands; a condition holds for a moment. */
export function bodiesOf(move: Move, state: State): Body[] {
  switch (move.kind) {
    case 'timer':
      return [{ type: 'tick' }];
    case 'message':
      return [{ type: 'message', name: `m_${nameOf(move.element)}` }];
    case 'signal':
      return [{ type: 'signal', name: `s_${nameOf(move.element)}` }];
    case 'conditional':
      return [true, false].map((holds) => ({ type: 'variables', variables: { [flagOf(move.element)]: holds } }));
    default: {
      const { owner } = waitsOf(state).filter(({ wait }) => wait.node === move.element && wait.on.kind === move.kind)[move.place]!;
      return [move.kind === 'work' ? { type: 'complete', instance: owner.id } : { type: 'job', instance: owner.id, attempt: owner.task!.attempt!, outcome: { kind: 'done' } }];
    }
  }
}

/** A wait of a pair has the name of its block. */
const nameOf = (element: string): string => element.split('_')[0]!;

const waitsOf = (state: State) =>
  Object.values(state.instances)
    .flatMap((owner) => (owner.waits ?? []).map((wait) => ({ owner, wait })))
    .sort((a, b) => a.wait.id - b.wait.id);

/** What is to be seen of a case. */
export function seenOf(state: State, log: readonly LogEntry[], program: Program): Seen {
  const kinds = new Map(Object.values(program.processes).flatMap(({ nodes }) => nodes.map((node) => [node.id, node.kind] as const)));
  const done = new Map<string, number>();
  for (const entry of log) {
    const counts = entry.type === 'closed' ? entry.how === 'completed' : entry.type === 'left' && entry.how === 'completed' && COUNTED.has(kinds.get(entry.element)!) && !/_(start|end|exit)$/.test(entry.element);
    if (counts && 'element' in entry) done.set(entry.element!, (done.get(entry.element!) ?? 0) + 1);
  }
  const shown = waitsOf(state).filter(({ wait }) => !['error', 'escalation'].includes(wait.on.kind));
  return { waits: shown.map(({ wait }) => `${wait.on.kind} ${wait.node}`).sort(), done: Object.fromEntries([...done].sort()), over: state.status !== 'running' };
}

/** What the structure counts as well; people's steps are counted by their closing. */
const COUNTED = new Set<string>(['task', 'manualTask', 'scriptTask', 'serviceTask', 'sendTask', 'businessRuleTask', 'receiveTask', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent', 'startEvent']);
