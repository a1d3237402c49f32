/**
 * The control flow of one scope as a graph: what is left of a drawing when data, people and times are taken off. Gateways
 * and ends take no time; a token rests on an edge that carries a step or an event, in a `rest` node, and before a join.
 */
export interface Net {
  readonly nodes: Map<string, NetNode>;
  readonly edges: Map<string, NetEdge>;
  /** The non-interrupting event that starts it beside the scope's own net. */
  readonly event?: string;
  /** Some step takes or gives several tokens at once: places may hold as many as are drawn to come there. */
  counted?: true;
  /** Number of the next edge. */
  next: number;
}

/**
 * `source`: the one beginning. `rest`: a step with events at its edge, or an event-based gateway: a token stands there
 * until one of the ways out is taken.
 */
export type NetOp = 'source' | 'end' | 'terminate' | 'xorSplit' | 'xorMerge' | 'andSplit' | 'andJoin' | 'orSplit' | 'orJoin' | 'complexJoin' | 'countJoin' | 'rest';

export interface NetNode {
  readonly id: string;
  readonly op: NetOp;
  /** The drawn element it stands for: where a finding is shown. */
  readonly shown: string;
  /** Ids of edges, in document order. */
  in: string[];
  out: string[];
  /** The rest is an event-based gateway. */
  readonly gateway?: boolean;
  /** When a complex join fires: FEEL over the tokens that have come, by their flows' ids and names. */
  readonly activation?: string;
  /** Names of drawn flows, by id, where the activation may use them. */
  readonly names?: Readonly<Record<string, string>>;
  /** Tokens that one start of the step takes: the count at which a `countJoin` lets one in. */
  readonly takes?: number;
  /** Tokens that each way out gets; 1 without it. */
  readonly gives?: number;
}

export interface NetEdge {
  readonly id: string;
  from: string;
  to: string;
  /** The first step or event that stands on it, where a token may stay; null where none does. */
  rest: string | null;
  /** Drawn elements and flows that one way along the edge passes, in order. */
  path: readonly string[];
  /** What of it a token has passed that stays on the edge at the first place there is; the whole path where none is. */
  begun: readonly string[];
  /** Every drawn element and flow that some way along the edge passes. */
  covers: readonly string[];
  /** Out of a complex join that asks in which phase it is: the drawn condition. */
  phase?: string;
  /** Out of an inclusive split: taken always, by choice, or when nothing else is. */
  taken?: 'always' | 'choice' | 'default';
  /** Out of a rest: `done` normally, `event` in its place, `beside` added to it. */
  exit?: 'done' | 'event' | 'beside';
}

export const END = '.end';
export const TERMINATE = '.terminate';
export const SOURCE = '.source';
/** Nobody ever stands here: where a join waits for what nothing leads to. */
export const NEVER = '.never';

/** An empty net: one source, one end. */
export function newNet(scope: string, event?: string): Net {
  const net: Net = { nodes: new Map(), edges: new Map(), next: 1, ...(event === undefined ? {} : { event }) };
  addNode(net, { id: SOURCE, op: 'source', shown: scope });
  addNode(net, { id: END, op: 'end', shown: scope });
  addNode(net, { id: TERMINATE, op: 'terminate', shown: scope });
  return net;
}

export function addNode(net: Net, node: Omit<NetNode, 'in' | 'out'>): string {
  net.nodes.set(node.id, { ...node, in: [], out: [] });
  return node.id;
}

export function addEdge(net: Net, edge: Omit<NetEdge, 'id' | 'covers' | 'begun'> & Partial<Pick<NetEdge, 'covers' | 'begun'>>): NetEdge {
  const id = `e${net.next++}`;
  const added = { covers: edge.path, begun: edge.path, ...edge, id };
  net.edges.set(id, added);
  net.nodes.get(edge.from)!.out.push(id);
  net.nodes.get(edge.to)!.in.push(id);
  return added;
}

export function dropEdge(net: Net, edge: NetEdge): void {
  net.edges.delete(edge.id);
  const [from, to] = [net.nodes.get(edge.from)!, net.nodes.get(edge.to)!];
  from.out = from.out.filter((id) => id !== edge.id);
  to.in = to.in.filter((id) => id !== edge.id);
}

/** Lets an edge end elsewhere. */
export function lead(net: Net, edge: NetEdge, to: string): void {
  const before = net.nodes.get(edge.to)!;
  before.in = before.in.filter((id) => id !== edge.id);
  edge.to = to;
  net.nodes.get(to)!.in.push(edge.id);
}

export const edgesOf = (net: Net, ids: readonly string[]): NetEdge[] => ids.map((id) => net.edges.get(id)!);

/** A copy to be changed. */
export const copyNet = (net: Net): Net => ({
  nodes: new Map([...net.nodes].map(([id, node]) => [id, { ...node, in: [...node.in], out: [...node.out] }])),
  edges: new Map([...net.edges].map(([id, edge]) => [id, { ...edge }])),
  next: net.next,
  ...(net.counted ? { counted: true as const } : {}),
});
