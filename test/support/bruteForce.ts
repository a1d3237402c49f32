import type { RandomFlow, RandomNet, RandomNode } from './randomNet.ts';

/**
 * What can happen to a net, found by trying everything. Written from chapter 13 of BPMN 2.0 and from nothing of ours: tokens
 * on flows and in nodes, all orders, all choices. It is slow and knows no reduction.
 */
export interface Truth {
  /** Tokens can stand still for ever. */
  readonly stuck: boolean;
  /** Two tokens can stand at one place. */
  readonly doubled: boolean;
  /** Tokens can come to where they can only go on and on. */
  readonly endless: boolean;
  /** Flows that no run takes; null where something worse is wrong. */
  readonly dead: ReadonlySet<string> | null;
  readonly markings: number;
}

/** Tokens by place: `at:node` inside a node, `by:flow` before a join, and `past:event` for what has happened once. */
type Marking = readonly string[];

interface Run {
  readonly marking: Marking;
  readonly took: readonly string[];
}

type Kind = 'done' | 'stuck' | 'doubled' | 'open';

/** Everything tried once; null when there are more markings than `most`. */
export function tryAll(net: RandomNet, most = 60_000): Tried | null {
  const rules = semantics(net);
  const graph = explore(rules, most);
  return graph && { truth: truthOf(net, rules, graph), canPlay: (flows, what, at) => canPlay(rules, graph, flows, what, at) };
}

export interface Tried {
  readonly truth: Truth;
  /** Whether a run that takes exactly these flows ends in a marking of the kind; `at` is a join that tokens stand before. */
  canPlay(flows: readonly string[], what: 'stuck' | 'doubled' | 'endless', at: string): boolean;
}

function truthOf(net: RandomNet, rules: Semantics, graph: Graph): Truth {
  const kinds = [...graph.values()].map(({ kind }) => kind);
  const [stuck, doubled] = [kinds.includes('stuck'), kinds.includes('doubled')];
  const endless = endlessIn(graph).size > 0;
  const taken = new Set([...graph.values()].flatMap(({ next }) => next).flatMap(({ took }) => took));
  for (const { took } of rules.begin()) for (const flow of took) taken.add(flow);
  const dead = stuck || doubled || endless ? null : new Set(net.flows.map(({ id }) => id).filter((id) => !taken.has(id)));
  return { stuck, doubled, endless, dead, markings: graph.size };
}

function canPlay(rules: Semantics, graph: Graph, flows: readonly string[], what: 'stuck' | 'doubled' | 'endless', at: string): boolean {
  const endless = what === 'endless' ? endlessIn(graph) : new Set<string>();
  const seen = new Set<string>();
  const open = rules.begin().map((run) => ({ run, left: without(flows, run.took), twice: false }));
  for (let each = open.pop(); each; each = open.pop()) {
    const { run, left } = each;
    if (left === null) continue;
    const key = keyOf(run.marking);
    const known = graph.get(key);
    // A way that leads to two tokens at one place may go a little further.
    const twice = each.twice || known?.kind === 'doubled';
    const full = `${key} / ${[...left].sort().join(' ')} ${twice}`;
    if (seen.has(full)) continue;
    seen.add(full);
    if (left.length === 0) {
      if (what === 'doubled' ? twice : what === 'endless' ? endless.has(key) : known?.kind === 'stuck' && run.marking.some((token) => token.startsWith('by:') && rules.target(token.slice(3)) === at)) return true;
      continue;
    }
    const next = known?.kind === 'open' ? known.next : twice && what === 'doubled' ? rules.follow(run.marking) : [];
    for (const following of next) open.push({ run: following, left: without(left, following.took), twice });
  }
  return false;
}

/** What is left of a list when each of some is taken off once; null when one is not there. */
function without(from: readonly string[], some: readonly string[]): string[] | null {
  const left = [...from];
  for (const each of some) {
    const i = left.indexOf(each);
    if (i < 0) return null;
    left.splice(i, 1);
  }
  return left;
}

const keyOf = (marking: Marking): string => [...marking].sort().join(' ');

type Graph = Map<string, { readonly kind: Kind; readonly next: readonly Run[] }>;

function explore(rules: Semantics, most: number): Graph | null {
  const graph: Graph = new Map();
  const open = rules.begin().map(({ marking }) => marking);
  for (let marking = open.pop(); marking; marking = open.pop()) {
    const key = keyOf(marking);
    if (graph.has(key)) continue;
    if (graph.size > most) return null;
    const tokens = marking.filter((token) => !token.startsWith('past:'));
    const doubled = new Set(tokens).size < tokens.length;
    const next = tokens.length === 0 || doubled ? [] : rules.follow(marking);
    const kind: Kind = tokens.length === 0 ? 'done' : doubled ? 'doubled' : next.length === 0 ? 'stuck' : 'open';
    graph.set(key, { kind, next });
    for (const run of next) open.push(run.marking);
  }
  return graph;
}

/** Markings that lead to no other end than going on. */
function endlessIn(graph: Graph): Set<string> {
  const before = new Map<string, string[]>();
  for (const [key, { next }] of graph) for (const { marking } of next) before.set(keyOf(marking), [...(before.get(keyOf(marking)) ?? []), key]);
  const ends = new Set<string>();
  const open = [...graph].filter(([, { kind }]) => kind !== 'open').map(([key]) => key);
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (ends.has(key)) continue;
    ends.add(key);
    open.push(...(before.get(key) ?? []));
  }
  return new Set([...graph.keys()].filter((key) => !ends.has(key)));
}

interface Semantics {
  begin(): Run[];
  follow(marking: Marking): Run[];
  target(flow: string): string;
}

/** Tokens under way between gateways, `by:` before a join, `at:` where they stay. */
interface Moving {
  readonly tokens: readonly string[];
  readonly moving: readonly RandomFlow[];
  readonly took: readonly string[];
}

function semantics(net: RandomNet): Semantics {
  const node = new Map(net.nodes.map((each) => [each.id, each]));
  const flow = new Map(net.flows.map((each) => [each.id, each]));
  const out = (id: string): RandomFlow[] => net.flows.filter(({ source }) => source === id);
  const into = (id: string): RandomFlow[] => net.flows.filter(({ target }) => target === id);
  const isJoin = ({ id, kind }: RandomNode): boolean => (kind === 'and' || kind === 'or') && into(id).length > 1;

  /** The sets of flows a token may leave a node by. */
  function leaving(id: string): RandomFlow[][] {
    const ways = out(id);
    const { kind } = node.get(id)!;
    if (kind === 'xor') return ways.length === 0 ? [[]] : ways.map((way) => [way]);
    if (kind !== 'or' || ways.length < 2) return [ways];
    const chosen = ways.filter(({ fallback }) => !fallback);
    const some = chosen.reduce<RandomFlow[][]>((all, one) => [...all, ...all.map((set) => [...set, one])], [[]]).filter((set) => set.length > 0);
    const other = ways.filter(({ fallback }) => fallback);
    return other.length > 0 ? [...some, other] : some;
  }

  const leave = (tokens: readonly string[], moving: readonly RandomFlow[], took: readonly string[], from: string): Moving[] =>
    leaving(from).map((ways) => ({ tokens, moving: [...moving, ...ways], took: [...took, ...ways.map(({ id }) => id)] }));

  /** Gateways and ends take no time: goes on until every token stays somewhere, in every way that this can go. */
  function settle(from: readonly Moving[]): Run[] {
    const open = [...from];
    const found: Run[] = [];
    for (let at = open.pop(); at; at = open.pop()) {
      const next = oneMove(at);
      if (next) open.push(...next);
      else found.push({ marking: at.tokens, took: at.took });
    }
    return found;
  }

  function oneMove({ tokens, moving, took }: Moving): Moving[] | null {
    const [first, ...rest] = moving;
    if (first) {
      const target = node.get(first.target)!;
      if (isJoin(target)) return [{ tokens: [...tokens, `by:${first.id}`], moving: rest, took }];
      if (target.kind === 'end') return [{ tokens, moving: rest, took }];
      if (target.kind === 'terminate') return [{ tokens: tokens.filter((token) => token.startsWith('past:')), moving: [], took }];
      if (target.kind === 'task' || target.kind === 'event' || (target.kind === 'catch' && node.get(first.source)!.kind !== 'event')) return [{ tokens: [...tokens, `at:${target.id}`], moving: rest, took }];
      return leave(tokens, rest, took, target.id);
    }
    const ready = net.nodes.filter((each) => isJoin(each) && fires(each, tokens));
    if (ready.length === 0) return null;
    // Whichever fires first: parallel joins disturb nobody, inclusive ones are tried in every order.
    const and = ready.find(({ kind }) => kind === 'and');
    return (and ? [and] : ready).flatMap((join) => {
      const filled = into(join.id).filter(({ id }) => tokens.includes(`by:${id}`));
      return leave(without(tokens, filled.map(({ id }) => `by:${id}`))!, [], took, join.id);
    });
  }

  function fires({ id, kind }: RandomNode, tokens: readonly string[]): boolean {
    const filled = into(id).filter((each) => tokens.includes(`by:${each.id}`));
    const empty = into(id).filter((each) => !tokens.includes(`by:${each.id}`));
    if (filled.length === 0) return false;
    if (kind === 'and') return empty.length === 0;
    // 13.4.3: no token has a path to an empty flow unless it has one to a filled flow too, neither through this gateway.
    return tokens.every((token) => {
      if (token.startsWith('past:')) return true;
      const place = token.startsWith('by:') ? flow.get(token.slice(3))!.target : token.slice(3);
      if (place === id) return true;
      const reached = flowsReached(place, id);
      return !empty.some((each) => reached.has(each.id)) || filled.some((each) => reached.has(each.id));
    });
  }

  /** Flows that a path from a node takes without passing through another node. */
  function flowsReached(from: string, without: string): Set<string> {
    const reached = new Set<string>();
    const seen = new Set([from]);
    const open = [from];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const edges = net.nodes.filter(({ on }) => on === id).map((event) => event.id);
      for (const each of out(id)) {
        reached.add(each.id);
        if (each.target !== without) edges.push(each.target);
      }
      for (const next of edges) {
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    return reached;
  }

  function follow(marking: Marking): Run[] {
    const next: Moving[] = [];
    for (const token of new Set(marking)) {
      if (!token.startsWith('at:')) continue;
      const id = token.slice(3);
      const rest = without(marking, [token])!;
      if (node.get(id)!.kind === 'event') {
        for (const way of out(id)) next.push(...leave(rest, [], [way.id], way.target));
        continue;
      }
      next.push(...leave(rest, [], [], id));
      for (const event of net.nodes.filter(({ on }) => on === id)) {
        if (event.interrupting) next.push(...leave(rest, [], [], event.id));
        else if (!marking.includes(`past:${event.id}`)) next.push(...leave([...marking, `past:${event.id}`], [], [], event.id));
      }
    }
    return settle(next);
  }

  return {
    begin: () => settle(leave([], [], [], net.nodes.find(({ kind }) => kind === 'start')!.id)),
    follow,
    target: (id) => flow.get(id)!.target,
  };
}
