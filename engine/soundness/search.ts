import type { Calendar } from '../clock/calendar.ts';
import type { Event } from '../event.ts';
import type { Choices } from '../interpreter/machine.ts';
import { step, type Step } from '../interpreter/step.ts';
import { holds } from '../expressions/feel.ts';
import type { State } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { everyChoice } from './choices.ts';
import { edgesOf, END, type Net, type NetEdge, type NetNode, NEVER, TERMINATE } from './net.ts';
import { askedOf, onOf, programOf, restOf } from './programOf.ts';
import { weightsOf } from './weights.ts';

/** Markings looked at, and steps of the interpreter made, for one process at most: beyond either it is not decided. */
export const MARKINGS = 20_000;
export const STEPS = 20_000;

/** Markings and steps for one net, where the usual ones don't fit. */
export interface Limits {
  readonly markings?: number;
  readonly steps?: number;
  /** One run after another instead of all at once: a flaw is found sooner, by a longer way. */
  readonly deep?: boolean;
}

export type FlawKind = 'deadlock' | 'left' | 'doubled' | 'endless' | 'dead';

/** One flaw, with the way there: drawn elements and flows in the order of a run that shows it. */
export interface Flaw {
  readonly kind: FlawKind;
  /** The drawn element concerned. */
  readonly at: string;
  readonly path: readonly string[];
}

export interface Verdict {
  readonly flaws: readonly Flaw[];
  readonly decided: boolean;
  /** Markings met and steps made, for those who measure. */
  readonly markings: number;
  readonly steps: number;
}

/** Answers to the conditions of one step that are played, where runs are followed one after another. */
const DEEP_ANSWERS = 64;

/** One marking met: how, and what may follow. */
interface Met {
  readonly state: State;
  readonly fired: ReadonlySet<string>;
  readonly from: number;
  /** Edges taken to come here from the marking before. */
  readonly taken: readonly string[];
  readonly next: number[];
  kind: 'open' | 'done' | 'stuck' | 'doubled';
}

/**
 * Plays a net on the interpreter itself: from each marking every step can be finished and every event can happen, and
 * every condition is answered both ways. A marking in which two tokens stand at one place is reported and not played on.
 */
export function search(net: Net, limits: Limits = {}): Verdict {
  const program = programOf(net);
  const drawn = net.counted ? weightsOf(net) : ONE_EACH;
  if (drawn === null) return { flaws: [], decided: false, markings: 0, steps: 0 };
  const weights: ReadonlyMap<string, number> = drawn;
  const [most, mostSteps] = [limits.markings ?? MARKINGS, limits.steps ?? STEPS];
  const met: Met[] = [];
  const known = new Map<string, number>();
  const flaws = new Map<string, Flaw>();
  const taken = new Set<string>();
  let steps = 0;
  let guessed = false;
  let partly = false;
  const open: number[] = [];
  let first = 0;

  for (const begun of played(null, START)) note(begun, new Set(), -1);
  for (let i = take(); i !== undefined; i = take()) {
    if (met.length > most || steps > mostSteps) return { flaws: guessed ? [] : [...flaws.values()], decided: false, markings: met.length, steps };
    const { state, fired, kind } = met[i]!;
    if (kind !== 'open') continue;
    for (const { event, beside } of possible(state, fired)) {
      const next = beside === undefined ? fired : new Set([...fired, beside]);
      for (const result of played(state, event)) note(result, next, i);
    }
  }
  if (partly) return { flaws: guessed ? [] : [...flaws.values()], decided: false, markings: met.length, steps };
  endless();
  if (flaws.size === 0) dead();
  // What a guess has shown may never happen.
  if (guessed && flaws.size > 0) return { flaws: [], decided: false, markings: met.length, steps };
  return { flaws: [...flaws.values()], decided: true, markings: met.length, steps };

  /** The next marking to play on from. */
  function take(): number | undefined {
    return limits.deep ? open.pop() : open[first++];
  }

  function* played(state: State | null, event: Event): Generator<Step> {
    let answers = 0;
    for (const result of everyChoice((choices: Choices) => stopped(step(program, state, event, answered(choices))))) {
      steps += 1;
      answers += 1;
      // No way was chosen at all: that is the missing default's rule.
      if (Object.keys(result.state.incidents).length === 0) yield result;
      // A split with very many ways must not use up the steps of single runs.
      partly ||= limits.deep === true && answers === DEEP_ANSWERS;
      if (steps > mostSteps || (limits.deep && answers === DEEP_ANSWERS)) return;
    }
  }

  /** A token that has come to the end of everything ends it when the others have gone as far as they can at once. */
  function stopped(done: Step): Step {
    const last = Object.values(done.state.instances).find(({ node }) => node === TERMINATE);
    if (!last) return done;
    const ended = step(program, done.state, { ...OUTSIDE, type: 'complete', instance: last.id });
    return { ...ended, log: [...done.log, ...ended.log] };
  }

  /** What a complex join asks of tokens that have come, or of its phase, is no choice; where it asks for more it is guessed. */
  function answered(choices: Choices): Choices {
    return (condition, more) => {
      const [join, way] = [net.nodes.get(condition), net.edges.get(askedOf(condition))];
      if (join?.activation === undefined && way?.phase === undefined) return choices(condition, more);
      try {
        return join?.activation === undefined ? holds(way!.phase!, more, NOW) : holds(join.activation, counted(net, join, more), NOW);
      } catch {
        guessed = true;
        return choices(condition, more);
      }
    };
  }

  /** Everything that may happen now: a step is done, an event comes. */
  function possible(state: State, fired: ReadonlySet<string>): { readonly event: Event; readonly beside?: string }[] {
    return Object.values(state.instances).flatMap(({ id, waits }) =>
      (waits ?? []).flatMap(({ on }) => {
        if (on.kind === 'work') return [{ event: { ...OUTSIDE, type: 'complete', instance: id } as Event }];
        if (on.kind !== 'message' || fired.has(on.name)) return [];
        return [{ event: { ...OUTSIDE, type: 'message', name: on.name } as Event, ...(net.edges.get(on.name)!.exit === 'beside' ? { beside: on.name } : {}) }];
      }),
    );
  }

  function note({ state, log }: Step, fired: ReadonlySet<string>, from: number): void {
    const flows = log.flatMap((entry) => (entry.type === 'flow' ? [entry.flow] : []));
    for (const flow of flows) taken.add(flow);
    const edges = flows.filter((flow) => net.edges.has(flow));
    const key = markingOf(state, fired);
    const before = known.get(key);
    if (before !== undefined) return void met[from]?.next.push(before);
    const at = met.length;
    known.set(key, at);
    met[from]?.next.push(at);
    open.push(at);
    const doubled = state.status === 'running' ? doubledAt(net, state, weights) : undefined;
    const kind = doubled !== undefined ? 'doubled' : state.status !== 'running' ? 'done' : possible(state, new Set()).length > 0 ? 'open' : 'stuck';
    met.push({ state, fired, from, taken: edges, next: [], kind });
    if (doubled !== undefined) found('doubled', doubled, at);
    if (kind === 'stuck') stuck(state, at);
  }

  function stuck(state: State, at: number): void {
    const way = edgesTo(at);
    const ended = way.some(({ to }) => to === END);
    for (const key of Object.keys(state.arrivals)) found(ended ? 'left' : 'deadlock', net.nodes.get(key.slice(key.indexOf(':') + 1))!.shown, at);
  }

  function found(kind: FlawKind, shown: string, at: number): void {
    // A join that waits for ever is one flaw, whether an end was come to before or not.
    const key = `${kind === 'left' ? 'deadlock' : kind} ${shown}`;
    if (!flaws.has(key)) flaws.set(key, { kind, at: shown, path: at < 0 ? [] : wayTo(at) });
  }

  /** What was passed on the way; tokens that stay on an edge have passed a part of it. */
  function wayTo(at: number): string[] {
    const stay = Object.values(met[at]!.state.instances).map(({ node }) => node);
    const way = edgesTo(at).reverse().map((edge) => {
      const i = stay.indexOf(restOf(edge.id));
      if (i < 0) return edge.path;
      stay.splice(i, 1);
      return edge.begun;
    });
    return way.reverse().flat();
  }

  function edgesTo(at: number): NetEdge[] {
    const parts: (readonly string[])[] = [];
    for (let i = at; i >= 0; i = met[i]!.from) parts.push(met[i]!.taken);
    return parts.reverse().flat().map((id) => net.edges.get(id)!);
  }

  /** Markings from which nothing but going on and on is possible. */
  function endless(): void {
    const before = met.map((): number[] => []);
    met.forEach(({ next }, i) => next.forEach((each) => before[each]!.push(i)));
    const ends = new Set<number>();
    const back = met.flatMap(({ kind }, i) => (kind === 'open' ? [] : [i]));
    for (let i = back.pop(); i !== undefined; i = back.pop()) {
      if (ends.has(i)) continue;
      ends.add(i);
      back.push(...before[i]!);
    }
    const at = met.findIndex((_, i) => !ends.has(i));
    if (at >= 0) found('endless', shownOf(net, met[at]!.state), at);
  }

  /** What no run comes to, although a way is drawn: the first elements of it. */
  function dead(): void {
    for (const edge of net.edges.values()) {
      // Where a token stays, something else may always end the scope before it goes on.
      const stops = taken.has(edge.id) && edge.rest !== null && !taken.has(onOf(edge.id));
      const never = !taken.has(edge.id) && edge.from !== NEVER && isMet(net, edge, taken);
      if (stops) found('dead', edge.path[edge.path.indexOf(edge.rest!) + 1] ?? edge.rest!, -1);
      if (never) found('dead', edge.path[0] ?? net.nodes.get(edge.to)!.shown, -1);
    }
  }
}

/** What a complex join's condition may ask: tokens that have come, by the drawn flows' ids and names. */
function counted(net: Net, join: NetNode, more: Variables): Record<string, Value> {
  const found: Record<string, Value> = { activationCount: more.activationCount ?? 0 };
  for (const edge of edgesOf(net, join.in)) {
    const drawn = edge.path.at(-1)!;
    const count = more[edge.rest === null ? edge.id : onOf(edge.id)] ?? 0;
    found[drawn] = count;
    const name = join.names?.[drawn];
    if (name !== undefined) found[name] = count;
  }
  return found;
}

/** Whether tokens come to the node that the edge leaves. */
const isMet = (net: Net, { from }: NetEdge, taken: ReadonlySet<string>): boolean => net.nodes.get(from)!.in.some((id) => taken.has(id));

const NOW = '2026-01-01T00:00:00.000Z';
const OUTSIDE = { now: NOW, actor: { user: 'search', role: 'search' } } as const;
const CALENDAR: Calendar = { version: 'none', from: '2026-01-01', until: '2026-01-01', restDays: [], workDays: [], overlays: [], dayStart: '09:00:00', dayEnd: '23:59:59', workingHours: [['09:00:00', '17:00:00']] };
const START: Event = { ...OUTSIDE, type: 'start', caseNumber: 'search', variables: {}, calendar: CALENDAR, ladders: {} };

/** The tokens by place, without ids and times: equal markings have the same future. */
function markingOf(state: State, fired: ReadonlySet<string>): string {
  if (state.status !== 'running') return state.status;
  const tokens = Object.values(state.instances).flatMap(({ node }) => (node === null ? [] : [node]));
  const arrived = Object.values(state.arrivals).flatMap((flows) => Object.entries(flows).map(([flow, count]) => `${flow}*${count}`));
  const begun = Object.entries(state.firstPhases ?? {}).map(([key, flows]) => `${key}+${flows.join()}`);
  return [...tokens, ...arrived, ...begun, ...[...fired].map((edge) => `!${edge}`)].sort().join(' ');
}

const ONE_EACH: ReadonlyMap<string, number> = new Map();

/** Where two tokens stand at one place, or more than are drawn to come there. */
function doubledAt(net: Net, state: State, weights: ReadonlyMap<string, number>): string | undefined {
  const seen = new Map<string, number>();
  for (const { node } of Object.values(state.instances)) {
    if (node === null) continue;
    const count = (seen.get(node) ?? 0) + 1;
    if (count > weightAt(net, node, weights)) return shownAt(net, node);
    seen.set(node, count);
  }
  for (const flows of Object.values(state.arrivals)) {
    for (const flow of Object.keys(flows)) {
      const target = net.nodes.get(targetOf(net, flow))!;
      // Before a step that counts them tokens gather as long as they are too few.
      if (target.op !== 'countJoin' && flows[flow]! > (weights.get(edgeIdOf(flow)) ?? 1)) return target.shown;
    }
  }
  return undefined;
}

/** Tokens that may stand at a node of the program: on an edge, or at a rest that edges lead to. */
function weightAt(net: Net, node: string, weights: ReadonlyMap<string, number>): number {
  const edges = net.nodes.get(node)?.in ?? [node.replace(/-rest$/, '')];
  return Math.max(1, ...edges.map((edge) => weights.get(edge) ?? 1));
}

/** The edge of a flow into a join: the flow carries its edge's id, or that of the step on it. */
const targetOf = (net: Net, flow: string): string => net.edges.get(edgeIdOf(flow))!.to;
const edgeIdOf = (flow: string): string => flow.replace(/-on$/, '');

/** The drawn element of a place: where ways meet before it, that merge; else the first step on the edge. */
function shownAt(net: Net, node: string): string {
  const edge = [...net.edges.values()].find(({ id }) => restOf(id) === node);
  if (!edge) return net.nodes.get(node)!.shown;
  const from = net.nodes.get(edge.from)!;
  return from.op === 'xorMerge' && from.in.length > 1 ? from.shown : edge.rest!;
}

const shownOf = (net: Net, state: State): string => {
  const at = Object.values(state.instances).find(({ node }) => node !== null)?.node;
  return at === undefined || at === null ? net.nodes.get('.source')!.shown : shownAt(net, at);
};
