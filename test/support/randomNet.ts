import fc from 'fast-check';
import { drawing, names } from './drawing.ts';

/** A control flow as plain data, for whoever has to know what it means without our engine. */
export interface RandomNet {
  readonly nodes: readonly RandomNode[];
  readonly flows: readonly RandomFlow[];
}

export interface RandomNode {
  readonly id: string;
  readonly kind: 'start' | 'end' | 'terminate' | 'task' | 'xor' | 'and' | 'or' | 'event' | 'catch' | 'boundary';
  /** Of a boundary event: its host, and whether it takes its place. */
  readonly on?: string;
  readonly interrupting?: boolean;
}

export interface RandomFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** The default of an inclusive split: taken when nothing else is. */
  readonly fallback?: boolean;
  /** Drawn as a pair of link events. */
  readonly link?: boolean;
}

/** A random net: a block-structured one, which is sound, with none to five mutations: about half come out unsound. */
export const randomNet: fc.Arbitrary<RandomNet> = fc.tuple(fc.infiniteStream(fc.nat(1_000_000)), fc.constantFrom(0, 1, 2, 3, 4, 5)).map(([numbers, mutations]) => {
  const below = (n: number): number => numbers.next().value! % n;
  const net = mutableNet(below);
  for (let i = 0; i < mutations; i += 1) mutate(net, below);
  const kindOf = (id: string) => net.nodes.find((node) => node.id === id)!.kind;
  for (const flow of net.flows) if (below(15) === 0 && kindOf(flow.source) !== 'event' && kindOf(flow.target) !== 'end' && kindOf(flow.target) !== 'terminate') flow.link = true;
  return { nodes: net.nodes, flows: net.flows };
});

type Below = (n: number) => number;
type MutableFlow = { id: string; source: string; target: string; fallback?: boolean; link?: boolean };
type MutableNode = { id: string; kind: RandomNode['kind']; on?: string; interrupting?: boolean };

interface Making {
  readonly nodes: MutableNode[];
  readonly flows: MutableFlow[];
  flow(source: string, target: string): MutableFlow;
  node(kind: RandomNode['kind'], more?: Partial<MutableNode>): string;
}

/** Sound by construction: blocks with fitting gateways, each with one way in and one way out. */
function mutableNet(below: Below): Making {
  let next = 0;
  const made: Making = {
    nodes: [],
    flows: [],
    flow(source, target) {
      const flow = { id: `f${(next += 1)}`, source, target };
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
  const what = depth === 0 ? 0 : below(11);
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

/** One change of the kind that drawings suffer. */
function mutate(net: Making, below: Below): void {
  const pick = <T>(from: readonly T[]): T | undefined => (from.length === 0 ? undefined : from[below(from.length)]);
  const gateways = net.nodes.filter(({ kind }) => kind === 'xor' || kind === 'and' || kind === 'or');
  const inner = net.nodes.filter(({ kind }) => kind !== 'start' && kind !== 'boundary' && kind !== 'catch');
  const sources = net.nodes.filter(({ kind }) => kind !== 'end' && kind !== 'terminate' && kind !== 'event' && kind !== 'start');
  switch (below(8)) {
    case 0:
    case 1: {
      const gateway = pick(gateways);
      if (gateway) gateway.kind = pick((['xor', 'and', 'or'] as const).filter((kind) => kind !== gateway.kind))!;
      return;
    }
    case 2: {
      const flow = pick(net.flows.filter(({ source, target }) => net.flows.filter((other) => other.source === source).length > 1 && net.flows.filter((other) => other.target === target).length > 1));
      if (flow) net.flows.splice(net.flows.indexOf(flow), 1);
      return;
    }
    case 3: {
      const [from, to] = [pick(sources), pick(inner.filter(({ kind }) => kind !== 'end' && kind !== 'terminate'))];
      if (from && to && from !== to) net.flow(from.id, to.id);
      return;
    }
    // A branch goes past its join, or into another block, or back.
    case 4:
    case 5:
    case 6: {
      const flow = pick(net.flows.filter(({ source }) => net.nodes.find(({ id }) => id === source)!.kind !== 'event'));
      const to = pick(inner);
      if (flow && to && to.id !== flow.source) flow.target = to.id;
      return;
    }
    case 7: {
      const end = pick(net.nodes.filter(({ kind }) => kind === 'end'));
      if (end) end.kind = 'terminate';
    }
  }
}

const XML: Readonly<Record<Exclude<RandomNode['kind'], 'boundary'>, (id: string, more: string) => string>> = {
  start: (id) => `<startEvent id="${id}"/>`,
  end: (id) => `<endEvent id="${id}"/>`,
  terminate: (id) => `<endEvent id="${id}"><terminateEventDefinition/></endEvent>`,
  task: (id) => `<userTask id="${id}"/>`,
  xor: (id) => `<exclusiveGateway id="${id}"/>`,
  and: (id) => `<parallelGateway id="${id}"/>`,
  or: (id, more) => `<inclusiveGateway id="${id}"${more}/>`,
  event: (id) => `<eventBasedGateway id="${id}"/>`,
  catch: (id) => `<intermediateCatchEvent id="${id}"><messageEventDefinition messageRef="message_${id}"/></intermediateCatchEvent>`,
};

/** The net as a drawing, here and there with links for flows: conditions where a way is chosen, a message for every event. */
export function drawNet({ nodes, flows }: RandomNet): string {
  const messages = nodes.filter(({ kind }) => kind === 'catch' || kind === 'boundary').map(({ id }) => `<message id="message_${id}" name="${id}"/>`);
  const elements = nodes.map(({ id, kind, on, interrupting }) => {
    if (kind === 'boundary') return `<boundaryEvent id="${id}" attachedToRef="${on}" cancelActivity="${interrupting === true}"><messageEventDefinition messageRef="message_${id}"/></boundaryEvent>`;
    const fallback = flows.find((flow) => flow.source === id && flow.fallback)?.id;
    return XML[kind](id, fallback === undefined ? '' : ` default="${fallback}"`);
  });
  const drawn = flows.map(({ id, source, target: last, fallback, link }) => {
    const target = link ? `${id}_throw` : last;
    const linked = (kind: 'Throw' | 'Catch', element: string): string => `<intermediate${kind}Event id="${element}"><linkEventDefinition name="${id}"/></intermediate${kind}Event>`;
    const beyond = link ? `${linked('Throw', target)}${linked('Catch', `${id}_catch`)}<sequenceFlow id="${id}_on" sourceRef="${id}_catch" targetRef="${last}"/>` : '';
    const kind = nodes.find((node) => node.id === source)!.kind;
    const chosen = (kind === 'or' || kind === 'xor') && !fallback && flows.filter((flow) => flow.source === source).length > 1;
    const ends = `id="${id}" sourceRef="${source}" targetRef="${target}"`;
    const flow = chosen ? `<sequenceFlow ${ends}><conditionExpression xsi:type="tFormalExpression">=${id}</conditionExpression></sequenceFlow>` : `<sequenceFlow ${ends}/>`;
    return flow + beyond;
  });
  return drawing([...elements, ...drawn].join(''), { more: names + messages.join('') });
}

/** What a non-interrupting event starts, as a net that begins there; nothing comes from the rest. */
export const besideNet = ({ nodes, flows }: RandomNet, event: string): RandomNet => ({
  flows,
  nodes: nodes.map((node) => (node.id === event ? { id: event, kind: 'start' } : node.kind === 'start' ? { ...node, kind: 'task' } : node)),
});
