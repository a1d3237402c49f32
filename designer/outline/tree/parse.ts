import type { Beside, Block, Branch, Ending, FlowEdge, FlowNode, Group, Scope, Sequence, Step, Tangle, Way } from './block.ts';
import { within } from './block.ts';
import { Graph } from './graph.ts';

const ways: Readonly<Record<string, Way>> = {
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:ExclusiveGateway': 'exclusive',
  'bpmn:InclusiveGateway': 'inclusive',
  'bpmn:EventBasedGateway': 'event',
  'bpmn:ComplexGateway': 'complex',
};

/** Says that the part being read is no nest of groups; whoever began reading it takes it as one block. */
class NotNested extends Error {}

/**
 * Reads the flows of one scope as nested blocks: steps in sequence, groups of branches that meet again, end, or lead back.
 * What is no nest stands as one block. Every node of the scope is in the result once.
 */
export function parseScope(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Scope {
  const graph = new Graph(nodes, edges);
  const reading = new Reading(graph);
  const begins = nodes.filter(({ id, attachedTo, aside }) => attachedTo === null && aside !== true && graph.forward(id).length === 0);
  const starts = [...begins].sort((a, b) => Number(b.type === 'bpmn:StartEvent') - Number(a.type === 'bpmn:StartEvent'));
  const [main = nothing, ...further] = starts.flatMap(({ id }) => reading.beginning(id));
  const aside = nodes.filter((node) => node.aside === true).flatMap(({ id }) => reading.alone(id));
  const left = reading.left(nodes.map(({ id }) => id));
  return { main, further, aside: [...aside, ...left] };
}

const nothing: Sequence = { blocks: [], flows: [null], ending: { kind: 'end' } };
const nowhere: ReadonlySet<string> = new Set();

class Reading {
  readonly #graph: Graph;
  readonly #taken = new Set<string>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** What begins at a node to which nothing leads. */
  beginning(id: string): Sequence[] {
    if (this.#taken.has(id)) return [];
    return [this.#attempt(() => this.#sequence(null, id, nowhere)) ?? { blocks: [this.#rest(id)], flows: [null, null], ending: { kind: 'end' } }];
  }

  /** A node to which nothing leads and that leads nowhere by itself. */
  alone(id: string): Block[] {
    if (this.#taken.has(id)) return [];
    const step = this.#attempt(() => {
      if (this.#graph.out(id).length > 0) throw new NotNested();
      return this.#step(id, nowhere).step;
    });
    return [step ?? this.#rest(id)];
  }

  /** What nothing has read, as one block. */
  left(all: readonly string[]): Tangle[] {
    const nodes = all.filter((id) => !this.#taken.has(id));
    return nodes.length === 0 ? [] : [{ kind: 'tangle', id: nodes[0]!, nodes }];
  }

  #rest(id: string): Tangle {
    return this.#tangle(id, [...this.#graph.reach(id, nowhere)].filter((each) => !this.#taken.has(each)));
  }

  #tangle(id: string, nodes: readonly string[]): Tangle {
    const { order } = this.#graph;
    for (const each of nodes) this.#taken.add(each);
    return { kind: 'tangle', id, nodes: [...nodes].sort((a, b) => order.get(a)! - order.get(b)!) };
  }

  /** Runs a reading; what it took is given back when the part turns out to be no nest. */
  #attempt<T>(read: () => T): T | null {
    const before = new Set(this.#taken);
    try {
      return read();
    } catch (error) {
      if (!(error instanceof NotNested)) throw error;
      for (const id of this.#taken) if (!before.has(id)) this.#taken.delete(id);
      return null;
    }
  }

  /** Reads on from a flow (or a beginning) until one of the stops, an end or a flow that leads back. */
  #sequence(entry: FlowEdge | null, first: string, stops: ReadonlySet<string>): Sequence {
    const blocks: Block[] = [];
    const flows: (string | null)[] = [entry?.id ?? null];
    let at = first;
    let by = entry;
    // Flows by which the block before leads here; a group without a join of its own leads here by several.
    let from: readonly string[] = entry === null ? [] : [entry.id];
    const close = (ending: Ending): Sequence => ({ blocks, flows, ending });
    for (;;) {
      if (by !== null && this.#graph.back.has(by.id)) return close({ kind: 'back', to: at });
      if (stops.has(at)) return close({ kind: 'join' });
      const { block, next, on } = this.#block(at, from, stops);
      blocks.push(block);
      if (next === null) {
        flows.push(null);
        return close({ kind: 'end' });
      }
      by = on.length === 1 ? on[0]! : null;
      flows.push(by?.id ?? null);
      from = on.map(({ id }) => id);
      at = next;
    }
  }

  /** The block at a node: a step, a group, or whatever tangle begins here. `on`: the flows that lead on to `next`. */
  #block(at: string, from: readonly string[], stops: ReadonlySet<string>): Read {
    if (this.#taken.has(at) || this.#graph.forward(at).some(({ id }) => !from.includes(id))) throw new NotNested();
    const { type } = this.#graph.nodes.get(at)!;
    const way = ways[type];
    const read = this.#attempt((): Read => {
      if (way !== undefined && this.#graph.out(at).length > 1) return this.#group(at, way, stops);
      if (this.#graph.out(at).length > 1) throw new NotNested();
      const { step, out } = this.#step(at, stops);
      return { block: step, next: out?.target ?? null, on: out === null ? [] : [out] };
    });
    return read ?? this.#around(at, stops);
  }

  #step(id: string, stops: ReadonlySet<string>): { step: Step; out: FlowEdge | null } {
    this.#taken.add(id);
    const out = this.#graph.out(id)[0] ?? null;
    const merge = out !== null && !stops.has(out.target) && this.#isMerge(out.target) && !this.#graph.back.has(out.id) ? out.target : null;
    const inner = merge === null ? stops : new Set([...stops, merge]);
    const beside = this.#graph.attached(id).map((event): Beside => {
      this.#taken.add(event);
      const leads = this.#graph.out(event);
      if (leads.length > 1) throw new NotNested();
      return { event, sequence: leads.length === 0 ? null : this.#sequence(leads[0]!, leads[0]!.target, inner) };
    });
    const come = beside.flatMap(({ sequence }) => (sequence?.ending.kind === 'join' ? [sequence.flows.at(-1)!] : []));
    if (merge === null || come.length === 0) return { step: { kind: 'step', id, beside, join: null }, out };
    // What stands at the edge comes back right after the step: the merge belongs to it.
    const entering = this.#graph.forward(merge).map((edge) => edge.id);
    if (entering.length !== come.length + 1 || !come.every((each) => entering.includes(each))) throw new NotNested();
    this.#taken.add(merge);
    return { step: { kind: 'step', id, beside, join: merge }, out: this.#graph.out(merge)[0]! };
  }

  /** An exclusive gateway at which several flows meet and one leads on. */
  #isMerge(id: string): boolean {
    return this.#graph.nodes.get(id)!.type === 'bpmn:ExclusiveGateway' && this.#graph.out(id).length === 1 && this.#graph.forward(id).length > 1;
  }

  #group(id: string, way: Way, stops: ReadonlySet<string>): Read {
    this.#taken.add(id);
    const out = this.#graph.out(id);
    const reached = out.map((edge) => (this.#graph.back.has(edge.id) ? new Set<string>() : this.#graph.reach(edge.target, stops)));
    const met = this.#inOrder(reached.flatMap((each, index) => [...each].filter((node) => reached.some((other, at) => at > index && other.has(node)))));
    if (met.length === 0) return this.#parting(id, way, out, reached, stops);

    const meeting = met.find((node) => this.#closed(out, id, node, stops));
    if (meeting === undefined) throw new NotNested();
    const inner = new Set([...stops, meeting]);
    const branches = out.map((edge): Branch => ({ flow: edge.id, ...this.#sequence(edge, edge.target, inner) }));
    if (stops.has(meeting)) return { block: { kind: 'group', id, way, join: null, branches }, next: meeting, on: [] };
    const leads = this.#graph.out(meeting);
    if (ways[this.#graph.nodes.get(meeting)!.type] === undefined || leads.length !== 1) {
      // They meet in a step: it comes next, without a single flow that leads to it.
      return { block: { kind: 'group', id, way, join: null, branches }, next: meeting, on: this.#graph.forward(meeting) };
    }
    if (this.#taken.has(meeting)) throw new NotNested();
    this.#taken.add(meeting);
    return { block: { kind: 'group', id, way, join: meeting, branches }, next: leads[0]!.target, on: leads };
  }

  /** Branches that never meet: one of them is what follows, the others end or lead back. */
  #parting(id: string, way: Way, out: readonly FlowEdge[], reached: readonly ReadonlySet<string>[], stops: ReadonlySet<string>): Read {
    const on = way === 'parallel' ? -1 : this.#goesOn(reached, stops);
    const branches = out.map((edge, index): Branch => ({ flow: edge.id, ...(index === on ? { blocks: [], flows: [edge.id], ending: { kind: 'on' } } : this.#sequence(edge, edge.target, stops)) }));
    const block: Group = { kind: 'group', id, way, join: null, branches };
    return on === -1 ? { block, next: [...stops].find((stop) => reached.some((each) => each.has(stop))) ?? null, on: [] } : { block, next: out[on]!.target, on: [out[on]!] };
  }

  /** The branch that leads to the stop, else the longest of those that end. */
  #goesOn(reached: readonly ReadonlySet<string>[], stops: ReadonlySet<string>): number {
    const live = reached.findIndex((each) => overlaps(each, stops));
    if (live !== -1) return live;
    const sizes = reached.map((each) => ([...each].some((id) => this.#graph.out(id).length === 0) ? each.size : 0));
    return sizes.lastIndexOf(Math.max(...sizes));
  }

  /** Whether everything between a split and a meeting is entered through the split and left through the meeting. */
  #closed(out: readonly FlowEdge[], split: string, meeting: string, stops: ReadonlySet<string>): boolean {
    const inner = new Set([...stops, meeting]);
    const region = new Set(out.flatMap((edge) => (this.#graph.back.has(edge.id) ? [] : [...this.#graph.reach(edge.target, inner)])));
    region.add(split);
    return this.#enclosed(region, split, meeting, stops);
  }

  #enclosed(region: Set<string>, first: string, exit: string, stops: ReadonlySet<string>): boolean {
    region.delete(exit);
    if ([...region].some((id) => stops.has(id))) return false;
    const comes = (id: string): boolean => this.#graph.forward(id).every(({ source }) => region.has(source));
    return [...region].every((id) => id === first || comes(id)) && (stops.has(exit) || comes(exit));
  }

  /** The smallest part that begins here with one way in and one way out, as one block. */
  #around(at: string, stops: ReadonlySet<string>): Read {
    const all = this.#graph.reach(at, stops);
    for (const exit of this.#inOrder([...all].filter((id) => id !== at))) {
      const region = this.#graph.reach(at, new Set([...stops, exit]));
      if (!region.has(exit) || !this.#enclosed(region, at, exit, stops)) continue;
      // The gateway at which its ways meet belongs to it: then one flow leads on.
      const leads = this.#graph.out(exit);
      const whole = !stops.has(exit) && ways[this.#graph.nodes.get(exit)!.type] !== undefined && leads.length === 1 && this.#graph.forward(exit).length > 1;
      if ([...region, ...(whole ? [exit] : [])].some((id) => this.#taken.has(id))) throw new NotNested();
      if (whole) return { block: this.#tangle(at, [...region, exit]), next: leads[0]!.target, on: leads };
      return { block: this.#tangle(at, [...region]), next: exit, on: [...region].flatMap((id) => this.#graph.out(id)).filter(({ id, target }) => target === exit && !this.#graph.back.has(id)) };
    }
    if ([...all].some((id) => stops.has(id) || this.#taken.has(id)) || ![...all].every((id) => id === at || this.#graph.forward(id).every(({ source }) => all.has(source)))) throw new NotNested();
    return { block: this.#tangle(at, [...all]), next: null, on: [] };
  }

  #inOrder(ids: readonly string[]): string[] {
    const { order } = this.#graph;
    return [...new Set(ids)].sort((a, b) => order.get(a)! - order.get(b)!);
  }
}

interface Read {
  readonly block: Block;
  /** Where reading goes on; null at an end. */
  readonly next: string | null;
  readonly on: readonly FlowEdge[];
}

const overlaps = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((each) => b.has(each));

/** Whether the whole scope is a nest of groups. */
export function isNested({ main, further, aside }: Scope): boolean {
  const plain = (block: Block): boolean => {
    if (block.kind === 'tangle') return false;
    const inner = block.kind === 'group' ? block.branches : block.beside.flatMap(({ sequence }) => sequence ?? []);
    return inner.every((each) => each.blocks.every(plain));
  };
  return [main, ...further].every((each) => each.blocks.every(plain)) && aside.every(plain) && within(main).length > 0;
}
