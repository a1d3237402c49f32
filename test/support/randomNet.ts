import fc from 'fast-check';
import { spoil } from './netFaults.ts';

/** A control flow as plain data, for whoever has to know what it means without our engine. */
export interface RandomNet {
  readonly nodes: readonly RandomNode[];
  readonly flows: readonly RandomFlow[];
}

export interface RandomNode {
  readonly id: string;
  readonly kind: 'start' | 'end' | 'terminate' | 'task' | 'xor' | 'and' | 'or' | 'complex' | 'event' | 'catch' | 'boundary';
  /** Of a boundary event: its host, and whether it takes its place. */
  readonly on?: string;
  readonly interrupting?: boolean;
  /** Of a task: tokens that one start takes, and that each way out gets. */
  readonly takes?: number;
  readonly gives?: number;
  /** Of a complex gateway: tokens that must have come for it to fire. */
  readonly needs?: number;
}

export interface RandomFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** The default of an inclusive split: taken when nothing else is. */
  readonly fallback?: boolean;
  /** Drawn as a pair of link events. */
  readonly link?: boolean;
  /** Out of a complex gateway: taken in this phase of it alone. */
  readonly phase?: 'start' | 'reset';
}

/** How many faults a net gets, each as often as it stands here. */
const FAULTS = [0, 1, 2, 3, 4, 5, 6] as const;

/** A random net: a block-structured one, which is sound, with none to six faults: about half come out unsound. */
export const randomNet: fc.Arbitrary<RandomNet> = fc.tuple(fc.infiniteStream(fc.nat(1_000_000)), fc.constantFrom(...FAULTS)).map(([numbers, faults]) => {
  const below = (n: number): number => numbers.next().value! % n;
  const net = mutableNet(below);
  for (let i = 0; i < faults; i += 1) spoil(net, below);
  // A complex gateway that nothing leaves at its start finds no way: that is another rule's.
  for (const { id } of net.nodes.filter(({ kind }) => kind === 'complex')) {
    const ways = net.flows.filter(({ source }) => source === id);
    if (ways.length > 0 && ways.every(({ phase }) => phase === 'reset')) delete ways[0]!.phase;
  }
  const kindOf = (id: string) => net.nodes.find((node) => node.id === id)!.kind;
  for (const flow of net.flows) if (below(15) === 0 && flow.phase === undefined && kindOf(flow.source) !== 'event' && kindOf(flow.target) !== 'end' && kindOf(flow.target) !== 'terminate') flow.link = true;
  return { nodes: net.nodes, flows: net.flows };
});

export type Below = (n: number) => number;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type MutableFlow = Mutable<RandomFlow>;
export type MutableNode = Mutable<RandomNode>;

/** A net that is being made. */
export interface Making {
  readonly nodes: MutableNode[];
  readonly flows: MutableFlow[];
  flow(source: string, target: string, more?: Partial<MutableFlow>): MutableFlow;
  node(kind: RandomNode['kind'], more?: Partial<MutableNode>): string;
}

/** Sound by construction: blocks with fitting gateways, each with one way in and one way out. */
function mutableNet(below: Below): Making {
  let next = 0;
  const made: Making = {
    nodes: [],
    flows: [],
    flow(source, target, more = {}) {
      const flow = { id: `f${(next += 1)}`, source, target, ...more };
      made.flows.push(flow);
      return flow;
    },
    node(kind, more = {}) {
      const id = `${kind}${(next += 1)}`;
      made.nodes.push({ id, kind, ...more });
      return id;
    },
  };
  const begin = made.node('start');
  const [first, last] = block(made, below, 3);
  made.flow(begin, first);
  made.flow(last, made.node('end'));
  return made;
}

/** First and last node of a block. */
function block(made: Making, below: Below, depth: number): [string, string] {
  const what = depth === 0 ? 0 : below(13);
  switch (what) {
    default:
      return single(made);
    case 2:
    case 3:
      return sequence(made, below, depth);
    case 4:
      return gates(made, below, depth, 'xor', 'xor');
    case 5:
    case 6:
      return gates(made, below, depth, 'and', below(4) === 0 ? 'or' : 'and');
    case 7:
      return gates(made, below, depth, 'or', 'or');
    case 8:
      return loop(made, below, depth);
    case 9:
      return events(made, below, depth);
    case 10:
      return edged(made, below, depth);
    case 11:
      return quorum(made, below, depth);
    case 12:
      return below(2) === 0 ? several(made, below) : gathered(made, below, depth);
  }
}

function single(made: Making): [string, string] {
  const id = made.node('task');
  return [id, id];
}

function sequence(made: Making, below: Below, depth: number): [string, string] {
  const [first, middle] = block(made, below, depth - 1);
  const [next, last] = block(made, below, depth - 1);
  made.flow(middle, next);
  return [first, last];
}

function gates(made: Making, below: Below, depth: number, split: RandomNode['kind'], join: RandomNode['kind']): [string, string] {
  const [first, last] = [made.node(split), made.node(join)];
  const count = 2 + below(2);
  for (let i = 0; i < count; i += 1) {
    // Now and then a branch with nothing on it.
    if (i > 0 && below(6) === 0) made.flow(first, last);
    else {
      const [a, b] = block(made, below, depth - 1);
      made.flow(first, a);
      made.flow(b, last);
    }
  }
  if (split === 'or' && below(2) === 0) made.flows.find(({ source }) => source === first)!.fallback = true;
  return [first, last];
}

function loop(made: Making, below: Below, depth: number): [string, string] {
  const [merge, split] = [made.node('xor'), made.node('xor')];
  const [first, last] = block(made, below, depth - 1);
  made.flow(merge, first);
  made.flow(last, split);
  if (below(2) === 0) made.flow(split, merge);
  else {
    const [a, b] = single(made);
    made.flow(split, a);
    made.flow(b, merge);
  }
  const out = made.node('task');
  made.flow(split, out);
  return [merge, out];
}

function events(made: Making, below: Below, depth: number): [string, string] {
  const [first, last] = [made.node('event'), made.node('xor')];
  for (let i = 0; i < 2; i += 1) {
    const happened = made.node('catch');
    const [a, b] = block(made, below, depth - 1);
    made.flow(first, happened);
    made.flow(happened, a);
    made.flow(b, last);
  }
  return [first, last];
}

/** A step with an event at its edge: one in its place leads to the merge after it, one beside it to an end of its own. */
function edged(made: Making, below: Below, depth: number): [string, string] {
  const host = made.node('task');
  const interrupting = below(2) === 0;
  const event = made.node('boundary', { on: host, interrupting });
  const [a, b] = block(made, below, Math.min(depth - 1, 1));
  made.flow(event, a);
  const merge = made.node('xor');
  made.flow(host, merge);
  made.flow(b, interrupting ? merge : made.node('end'));
  return [host, merge];
}

/** So many of the branches are enough; now and then the late ones are told apart, and go to an end of their own. */
function quorum(made: Making, below: Below, depth: number): [string, string] {
  const [first, out] = [made.node('and'), made.node('task')];
  const count = 2 + below(2);
  const join = made.node('complex', { needs: 1 + below(count) });
  for (let i = 0; i < count; i += 1) {
    const [a, b] = block(made, below, depth - 1);
    made.flow(first, a);
    made.flow(b, join);
  }
  if (below(2) === 0) made.flow(join, out);
  else {
    made.flow(join, out, { phase: 'start' });
    const late = made.node('task');
    made.flow(join, late, { phase: 'reset' });
    made.flow(late, made.node('end'));
  }
  return [first, out];
}

/** A step that gives several tokens for one, maybe steps that pass each on, and one that takes as many. */
function several(made: Making, below: Below): [string, string] {
  const count = 2 + below(2);
  const [first, last] = [made.node('task', { gives: count }), made.node('task', { takes: count })];
  let at = first;
  for (let i = below(2); i > 0; i -= 1) {
    const between = made.node('task');
    made.flow(at, between);
    at = between;
  }
  made.flow(at, last);
  return [first, last];
}

/** Branches that a step brings together by counting. */
function gathered(made: Making, below: Below, depth: number): [string, string] {
  const count = 2 + below(2);
  const [first, last] = [made.node('and'), made.node('task', { takes: count })];
  for (let i = 0; i < count; i += 1) {
    const [a, b] = block(made, below, Math.min(depth - 1, 1));
    made.flow(first, a);
    made.flow(b, last);
  }
  return [first, last];
}

/** What a non-interrupting event starts, as a net that begins there; nothing comes from the rest. */
export const besideNet = ({ nodes, flows }: RandomNet, event: string): RandomNet => ({
  flows,
  nodes: nodes.map((node) => (node.id === event ? { id: event, kind: 'start' } : node.kind === 'start' ? { ...node, kind: 'task' } : node)),
});
