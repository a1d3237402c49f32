import { type ActivityNode, isActivity, type Node } from '../elements/index.ts';
import { beginnings, indexOf, type ProcessIndex } from '../interpreter/programIndex.ts';
import type { Limit, Program } from '../program.ts';
import { inOrder } from '../rules/inOrder.ts';
import { daysOf } from './days.ts';
import { timerDays } from './timers.ts';
import { type Decided, possibleFlows, waitsWithoutLimit } from './ways.ts';

/** A place on a way: an element or a flow of one of the processes. */
export interface Place {
  readonly process: string;
  readonly id: string;
}

/** A step with a limit, as it lies in time when every step before it uses its limit up. Times in working days from acceptance. */
export interface TimedStep extends Place {
  /** Calls on the way to it, then the step: tells two calls of one process apart. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly limit: Limit;
  /** How often it is done one after another. */
  readonly times: number;
}

/** Something to know about the sum: the clock stands, a loop is passed once, nothing says how long it takes ... */
export interface Note extends Place {
  /**
   * `stopped`: its time is not counted; `restarts`: `days` more each time it happens; `loop`: counted once, `days` more each
   * further round; `late`: its limit from acceptance is over by `days` when it begins; `untimed`: it waits and has no limit; `times`: nobody knows how often; `inside`: what is in it takes `days`;
   * `beside`: an event sub-process, not counted.
   */
  readonly kind: 'stopped' | 'restarts' | 'loop' | 'late' | 'untimed' | 'times' | 'inside' | 'beside';
  readonly days?: number;
  /** Where a loop goes back to, or the limited step that a restart gives its time anew. */
  readonly other?: string;
}

export interface Walked {
  /** Working days from acceptance to the last end. */
  readonly days: number;
  /** The way that takes longest: elements and flows in order. */
  readonly path: readonly Place[];
  readonly steps: readonly TimedStep[];
  readonly notes: readonly Note[];
}

/** A step whose limit is taken to be longer, to see what that does to the whole. */
export interface Longer {
  readonly key: string;
  readonly days: number;
}

/** Most repetitions one after another that are counted one by one. */
const MOST_TIMES = 1000;

interface Reached {
  readonly at: number;
  /** The way to here inside the scope. */
  readonly from: { readonly id: string; readonly flow?: string } | null;
}

interface Scope {
  readonly end: number;
  readonly path: readonly Place[];
  /** Steps on the way to its end that give an enclosing limit anew. */
  readonly restarts: number;
  /** Whether there is such a step anywhere, also where only a way back leads on. */
  readonly mayRestart: boolean;
}

/**
 * The latest end of a case in one situation when every step takes as long as its limit allows: branches that run together
 * count by the longest, of alternatives that only the run decides the longest, ways back of loops not at all (and they are
 * named), a limit from acceptance by its own end, what stops the clock nothing.
 */
export function walkProgram(program: Program, decided: Decided, longer?: Longer): Walked {
  const steps = new Map<string, TimedStep>();
  const notes = new Map<string, Note>();
  // What is inside a step with a limit of its own is that limit's business.
  let inside = 0;
  const { end, path } = walkProcess(program.main, '', 0, []);
  return { days: end, path, steps: [...steps.values()], notes: [...notes.values()] };

  function note(prefix: string, each: Note): void {
    const key = `${prefix}${each.id} ${each.kind} ${each.other ?? ''}`;
    if (!notes.has(key)) notes.set(key, each);
  }

  function walkProcess(key: string, prefix: string, start: number, calls: readonly string[]): Scope {
    const index = indexOf(program, key);
    return walkScope(key, start);

    function walkScope(scope: string, begin: number): Scope {
      const node = index.nodes.get(scope);
      const order = orderOf(index, scope);
      for (const each of index.contents.get(scope) ?? []) if (each.kind === 'eventSubProcess') note(prefix, { kind: 'beside', process: key, id: each.id });
      if (node?.kind === 'adHocSubProcess' && (node.sequential || node.byPerson)) return oneByOne(order.nodes, begin);
      const reached = new Map<string, Reached>(beginnings(index.contents.get(scope) ?? []).map((id) => [id, { at: begin, from: null }]));
      const within = new Map<string, Scope>();
      const ends = new Map<string, number>();
      const restarts = new Map<string, number>();
      let last: { id: string; at: number; restarts: number } | null = null;
      let farthest: { id: string; at: number; restarts: number } | null = null;
      let mayRestart = false;
      for (const each of order.nodes) {
        const here = reached.get(each.id);
        if (!here) continue;
        const own = durationOf(each, here.at);
        within.set(each.id, own.inside);
        ends.set(each.id, own.end);
        const passed = (here.from === null ? 0 : (restarts.get(here.from.id) ?? 0)) + own.restarts;
        restarts.set(each.id, passed);
        mayRestart ||= own.restarts > 0 || own.inside.mayRestart;
        const next = [...possibleFlows(index, each, prefix, decided).map((flow) => ({ id: index.flows.get(flow)!.target, flow, at: own.end })), ...edges(each, here.at, own)];
        const forward = next.filter(({ id }) => order.place.get(id)! > order.place.get(each.id)!);
        for (const { id, at, flow } of forward) if (at > (reached.get(id)?.at ?? -1)) reached.set(id, { at, from: flow === undefined ? { id: each.id } : { id: each.id, flow } });
        for (const { id, at } of next) if (!forward.some((one) => one.id === id) && reached.has(id)) note(prefix, { kind: 'loop', process: key, id: each.id, other: id, days: at - reached.get(id)!.at });
        const found = { id: each.id, at: own.end, restarts: passed };
        if (farthest === null || own.end > farthest.at) farthest = found;
        if (next.length === 0 && (last === null || own.end > last.at)) last = found;
      }
      // Nothing but ways back: what lies on them is all that can be said.
      const end = last ?? farthest;
      if (end === null) return { end: begin, path: [], restarts: 0, mayRestart };
      return { end: end.at, restarts: end.restarts, mayRestart, path: wayBack(end.id, reached, within) };
    }

    /** Activities that run one after another, in whatever order, take what they take together. */
    function oneByOne(nodes: readonly Node[], begin: number): Scope {
      return nodes.reduce<Scope>((before, node) => {
        const own = durationOf(node, before.end);
        return { end: own.end, restarts: before.restarts + own.restarts, mayRestart: before.mayRestart || own.restarts > 0 || own.inside.mayRestart, path: own.end > before.end ? [...before.path, { process: key, id: node.id }, ...own.inside.path] : before.path };
      }, standing(begin));
    }

    /** Links, and events at the edge: they may happen as long as the step is open. */
    function edges(node: Node, at: number, { end: ends, open }: Own): { id: string; at: number; flow?: string }[] {
      const events = (index.attached.get(node.id) ?? []).flatMap((event) => {
        if (event.kind !== 'boundaryEvent' || event.trigger.kind === 'compensation') return [];
        const timer = timerDays(event.trigger);
        return [{ id: event.id, at: timer === null || !open ? ends : Math.min(ends, at + timer) }];
      });
      const linked = node.kind === 'intermediateThrowEvent' && node.outgoing.length === 0 ? index.successors(node.id).map((id) => ({ id, at: ends })) : [];
      return [...events, ...linked];
    }

    interface Own {
      readonly end: number;
      readonly restarts: number;
      readonly inside: Scope;
      /** Its time is counted: a timer at its edge can shorten it. */
      readonly open: boolean;
    }

    function durationOf(node: Node, at: number): Own {
      const nothing = standing(at);
      if (!isActivity(node)) return { end: at + eventDays(node), restarts: 0, inside: nothing, open: false };
      const place = { process: key, id: node.id };
      if (node.step?.clock === 'stop' || node.step?.clock === 'restart') {
        note(prefix, { kind: 'stopped', ...place });
        return { end: at, restarts: node.step.clock === 'restart' ? 1 : 0, inside: nothing, open: false };
      }
      const times = timesOf(node);
      const limit = node.step?.limit;
      const content = limit && !holdsMore(node) ? nothing : repeated(node, at, limit ? 1 : times);
      const cap = capOf(node);
      if (!limit) {
        const bare = !holdsMore(node) && waitsWithoutLimit(node);
        if (bare && cap === null) note(prefix, { kind: 'untimed', ...place });
        return { end: cap === null ? content.end : bare ? at + cap : Math.min(content.end, at + cap), restarts: content.restarts, inside: content, open: true };
      }
      return { ...limited(node, place, at, limit, times, content, cap), open: true };
    }

    function limited(node: ActivityNode, place: Place, at: number, limit: Limit, times: number, content: Scope, cap: number | null): Omit<Own, 'open'> {
      const stepKey = `${prefix}${node.id}`;
      const days = daysOf(limit) + (longer?.key === stepKey ? longer.days : 0);
      if (content.end - at > days + 1e-9) note(prefix, { kind: 'inside', ...place, days: content.end - at });
      if (content.mayRestart) note(prefix, { kind: 'restarts', ...place, days });
      if (limit.from === 'acceptance' && at > days) note(prefix, { kind: 'late', ...place, days: at - days });
      // A step inside that restarts it gives it its time anew.
      const whole = limit.from === 'acceptance' ? Math.max(at, days) + days * content.restarts : at + days * times * (1 + content.restarts);
      const end = cap === null || times === 0 ? (times === 0 ? at : whole) : Math.min(whole, at + cap);
      const before = steps.get(stepKey);
      if (inside === 0 && times > 0 && (!before || end > before.end)) steps.set(stepKey, { ...place, key: stepKey, start: at, end, limit, times });
      return { end, restarts: 0, inside: standing(end) };
    }

    /** What is inside, as often as it is done one after another. */
    function repeated(node: ActivityNode, at: number, times: number): Scope {
      let scope = standing(at);
      if (node.step?.limit) inside += 1;
      for (let done = 0; done < times; done += 1) {
        const next = contentOf(node, scope.end);
        if (next === null) break;
        scope = done === 0 ? next : { ...scope, end: next.end, restarts: scope.restarts + next.restarts };
      }
      if (node.step?.limit) inside -= 1;
      return scope;
    }

    function contentOf(node: ActivityNode, at: number): Scope | null {
      if (node.kind === 'callActivity') {
        if (calls.includes(node.calls) || node.calls === key || !program.processes[node.calls]) return null;
        return walkProcess(node.calls, `${prefix}${node.id}/`, at, [...calls, key]);
      }
      return index.contents.has(node.id) ? walkScope(node.id, at) : null;
    }

    function holdsMore(node: ActivityNode): boolean {
      return node.kind === 'callActivity' || index.contents.has(node.id);
    }

    /** How often it is done one after another: instances that run together count once, none not at all. */
    function timesOf(node: ActivityNode): number {
      if (node.loop) {
        if (node.loop.maximum === undefined) note(prefix, { kind: 'times', process: key, id: node.id });
        return Math.min(node.loop.maximum ?? 1, MOST_TIMES);
      }
      if (!node.multiInstance) return 1;
      const known = decided(`${prefix}${node.id}`) ?? constantCount(node.multiInstance.cardinality);
      if (!node.multiInstance.sequential) return known === 0 ? 0 : 1;
      if (typeof known !== 'number' || known > MOST_TIMES) note(prefix, { kind: 'times', process: key, id: node.id });
      return typeof known === 'number' ? Math.min(known, MOST_TIMES) : 1;
    }

    /** The longest an event is waited for: a timer's length, also that of the event it competes with. */
    function eventDays(node: Node): number {
      if (node.kind !== 'intermediateCatchEvent' || node.trigger.kind === 'link') return 0;
      const gateway = node.incoming.map((id) => index.nodes.get(index.flows.get(id)!.source)!).find(({ kind }) => kind === 'eventBasedGateway');
      const rivals = gateway && !(gateway.kind === 'eventBasedGateway' && gateway.parallel) ? gateway.outgoing.map((id) => index.nodes.get(index.flows.get(id)!.target)!) : [node];
      const timers = rivals.flatMap((each) => ('trigger' in each ? (timerDays(each.trigger) ?? []) : []));
      if (timers.length === 0) note(prefix, { kind: 'untimed', process: key, id: node.id });
      return timers.length === 0 ? 0 : Math.min(...timers);
    }

    /** The soonest timer that takes the step's place, in working days from its start. */
    function capOf(node: Node): number | null {
      const timers = (index.attached.get(node.id) ?? []).flatMap((event) => (event.kind === 'boundaryEvent' && event.interrupting ? (timerDays(event.trigger) ?? []) : []));
      return timers.length === 0 ? null : Math.min(...timers);
    }

    function wayBack(id: string, reached: ReadonlyMap<string, Reached>, within: ReadonlyMap<string, Scope>): Place[] {
      const path: Place[] = [];
      for (let at: string | undefined = id; at !== undefined; ) {
        const from: Reached['from'] = reached.get(at)!.from;
        path.unshift({ process: key, id: at }, ...(within.get(at)?.path ?? []));
        if (from?.flow !== undefined) path.unshift({ process: key, id: from.flow });
        at = from?.id;
      }
      return path;
    }
  }
}

const standing = (at: number): Scope => ({ end: at, path: [], restarts: 0, mayRestart: false });

function constantCount(cardinality: string | undefined): number | null {
  const count = cardinality === undefined ? Number.NaN : Number(cardinality);
  return Number.isFinite(count) && count >= 0 ? Math.floor(count) : null;
}

interface Order {
  readonly nodes: readonly Node[];
  readonly place: ReadonlyMap<string, number>;
}

const kept = new WeakMap<ProcessIndex, Map<string, Order>>();

/** The order of a scope's nodes, found once for all situations. */
function orderOf(index: ProcessIndex, scope: string): Order {
  let orders = kept.get(index);
  if (!orders) kept.set(index, (orders = new Map()));
  let order = orders.get(scope);
  if (!order) {
    const nodes = inOrder(index, scope);
    orders.set(scope, (order = { nodes, place: new Map(nodes.map(({ id }, place) => [id, place])) }));
  }
  return order;
}
