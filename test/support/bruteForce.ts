import type { RandomFlow, RandomNet, RandomNode } from './randomNet.ts';

/**
 * What can happen to a net, found by trying everything. Written from chapter 13 of BPMN 2.0 and from nothing of ours: tokens
 * on flows and in nodes, all orders, all choices. It is slow and knows no reduction.
 */
export interface Truth {
  /** Tokens can stand still for ever. */
  readonly stuck: boolean;
  /** Two tokens can stand at one place, or more than drawn quantities bring there. */
  readonly doubled: boolean;
  /** Tokens can come to where they can only go on and on. */
  readonly endless: boolean;
  /** Flows that no run takes; null where something worse is wrong. */
  readonly dead: ReadonlySet<string> | null;
  readonly markings: number;
}

/**
 * Tokens by place: `at:node` inside a node, `by:flow` before a join (before a step that counts them, all by its first flow);
 * and what is no token: `past:event` for what has happened once, `on:gateway flows` for a complex gateway that has fired.
 */
type Marking = readonly string[];

interface Run {
  readonly marking: Marking;
  readonly took: readonly string[];
}

type Kind = 'done' | 'stuck' | 'doubled' | 'open';

/** Everything tried once; null when there are more markings than `most`. */
export function tryAll(net: RandomNet, most = 8_000): Tried | null {
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
    // A way that leads to two tokens at one place may go further: what is wrong behind them is wrong as well.
    const twice = each.twice || known?.kind === 'doubled';
    const full = `${key} / ${[...left].sort().join(' ')} ${twice}`;
    if (seen.has(full)) continue;
    seen.add(full);
    if (left.length === 0) {
      const isStuck = (): boolean => (known?.kind === 'stuck' || (twice && rules.follow(run.marking).length === 0)) && run.marking.some((token) => token.startsWith('by:') && rules.target(token.slice(3)) === at);
      if (what === 'doubled' ? twice : what === 'endless' ? endless.has(key) : isStuck()) return true;
      continue;
    }
    const next = known?.kind === 'open' ? known.next : twice ? rules.follow(run.marking) : [];
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
    const tokens = marking.filter(isToken);
    const doubled = [...new Set(tokens)].some((token) => tokens.filter((other) => other === token).length > rules.most(token));
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

const isToken = (entry: string): boolean => entry.startsWith('at:') || entry.startsWith('by:');

interface Semantics {
  /** Tokens that may stand at a place. */
  most(token: string): number;
  begin(): Run[];
  follow(marking: Marking): Run[];
  target(flow: string): string;
}

/** A token has come to an end of everything: it ends when the others have gone as far as they can at once. */
const STOP = 'stop';

/** Tokens under way between gateways, `by:` before a join, `at:` where they stay. */
interface Moving {
  readonly tokens: readonly string[];
  readonly moving: readonly RandomFlow[];
  readonly took: readonly string[];
}

/** Looked up once for each node, or pair of nodes: the net does not change. */
function kept<T>(look: (id: string, without: string) => T): (id: string, without?: string) => T {
  const known = new Map<string, T>();
  return (id, without = '') => {
    const key = `${id} ${without}`;
    if (!known.has(key)) known.set(key, look(id, without));
    return known.get(key)!;
  };
}

function semantics(net: RandomNet): Semantics {
  const node = new Map(net.nodes.map((each) => [each.id, each]));
  const flow = new Map(net.flows.map((each) => [each.id, each]));
  const out = kept((id): readonly RandomFlow[] => net.flows.filter(({ source }) => source === id));
  const into = kept((id): readonly RandomFlow[] => net.flows.filter(({ target }) => target === id));
  const counts = ({ takes = 1 }: RandomNode): boolean => takes > 1;
  const isJoin = (each: RandomNode): boolean => ((each.kind === 'and' || each.kind === 'or') && into(each.id).length > 1) || each.kind === 'complex' || counts(each);
  const most = mostTokens(net);

  /** The sets of flows a token may leave a node by; each as often as the node gives tokens. */
  function leaving(id: string, phase: 'start' | 'reset' = 'start'): RandomFlow[][] {
    const { kind, gives = 1 } = node.get(id)!;
    const ways = out(id).flatMap((way) => Array.from({ length: gives }, () => way));
    if (kind === 'complex') {
      const taken = ways.filter((way) => (phase === 'start' ? way.phase !== 'reset' : way.phase === 'reset'));
      // That no way is chosen at the start is another rule's; at the reset none may be.
      return taken.length === 0 && ways.length > 0 && phase === 'start' ? [] : [taken];
    }
    if (kind === 'xor') return ways.length === 0 ? [[]] : ways.map((way) => [way]);
    if (kind !== 'or' || ways.length < 2) return [ways];
    const chosen = ways.filter(({ fallback }) => !fallback);
    const some = chosen.reduce<RandomFlow[][]>((all, one) => [...all, ...all.map((set) => [...set, one])], [[]]).filter((set) => set.length > 0);
    const other = ways.filter(({ fallback }) => fallback);
    return other.length > 0 ? [...some, other] : some;
  }

  const leave = (tokens: readonly string[], moving: readonly RandomFlow[], took: readonly string[], from: string, phase?: 'reset'): Moving[] =>
    leaving(from, phase).map((ways) => ({ tokens, moving: [...moving, ...ways], took: [...took, ...ways.map(({ id }) => id)] }));

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
      if (isJoin(target)) return arrive(target, first, { tokens, moving: rest, took });
      if (target.kind === 'end') return [{ tokens, moving: rest, took }];
      if (target.kind === 'terminate') return [{ tokens: [...tokens, STOP], moving: rest, took }];
      if (target.kind === 'task' || target.kind === 'event' || (target.kind === 'catch' && node.get(first.source)!.kind !== 'event')) return [{ tokens: [...tokens, `at:${target.id}`], moving: rest, took }];
      return leave(tokens, rest, took, target.id);
    }
    const over = net.nodes.filter((each) => each.kind === 'complex' && isOver(each, tokens));
    const ready = net.nodes.filter((each) => (each.kind === 'and' || each.kind === 'or') && isJoin(each) && fires(each, tokens));
    if (ready.length + over.length === 0) return tokens.includes(STOP) ? [{ tokens: tokens.filter((entry) => entry.startsWith('past:')), moving: [], took }] : null;
    // Whichever fires first: parallel joins disturb nobody, the others are tried in every order.
    const and = ready.find(({ kind }) => kind === 'and');
    if (!and && over.length > 0) return [...over.flatMap((join) => reset(join, tokens, took)), ...fired(ready, tokens, took)];
    return fired(and ? [and] : ready, tokens, took);
  }

  /** Each of some joins fires, in a run of its own. */
  function fired(joins: readonly RandomNode[], tokens: readonly string[], took: readonly string[]): Moving[] {
    return joins.flatMap((join) => {
      const filled = into(join.id).filter(({ id }) => tokens.includes(`by:${id}`));
      return leave(without(tokens, filled.map(({ id }) => `by:${id}`))!, [], took, join.id);
    });
  }

  /** A token comes to a join: one that counts tokens may begin by it, a complex one may fire by it. */
  function arrive(join: RandomNode, by: RandomFlow, { tokens, moving, took }: Moving): Moving[] {
    if (counts(join)) {
      const waiting = [...tokens, `by:${into(join.id)[0]!.id}`];
      const begun = Array.from({ length: join.takes! }, () => `by:${into(join.id)[0]!.id}`);
      const left = without(waiting, begun);
      return [left ? { tokens: [...left, `at:${join.id}`], moving, took } : { tokens: waiting, moving, took }];
    }
    const come = [...tokens, `by:${by.id}`];
    return join.kind === 'complex' ? look(join, { tokens: come, moving, took }) : [{ tokens: come, moving, took }];
  }

  /** 13.4.5: a complex gateway that waits for its start fires when enough tokens have come, one of each way that has some. */
  function look(join: RandomNode, at: Moving): Moving[] {
    const here = at.tokens.filter((token) => token.startsWith('by:') && flow.get(token.slice(3))!.target === join.id);
    if (onOf(join, at.tokens) || here.length < join.needs!) return [at];
    const from = into(join.id).filter(({ id }) => here.includes(`by:${id}`));
    const left = without(at.tokens, from.map(({ id }) => `by:${id}`))!;
    return leave([...left, `on:${join.id} ${from.map(({ id }) => id).join()}`], at.moving, at.took, join.id);
  }

  const onOf = ({ id }: RandomNode, tokens: readonly string[]): string | undefined => tokens.find((entry) => entry.startsWith(`on:${id} `));

  /** It has fired, and no token is expected any more by a way that had none then. */
  function isOver(join: RandomNode, tokens: readonly string[]): boolean {
    const on = onOf(join, tokens);
    return on !== undefined && !mayCome(join, tokens, on.slice(on.indexOf(' ') + 1).split(','));
  }

  /** The late tokens are taken too, and it waits for its start again; what came by the first ways meanwhile is looked at anew. */
  function reset(join: RandomNode, tokens: readonly string[], took: readonly string[]): Moving[] {
    const on = onOf(join, tokens)!;
    const first = on.slice(on.indexOf(' ') + 1).split(',');
    const late = into(join.id).filter(({ id }) => !first.includes(id) && tokens.includes(`by:${id}`));
    const left = without(tokens, [on, ...late.map(({ id }) => `by:${id}`)])!;
    return leave(left, [], took, join.id, 'reset').flatMap((at) => (left.some((token) => token.startsWith('by:') && flow.get(token.slice(3))!.target === join.id) ? look(join, at) : [at]));
  }

  function fires(join: RandomNode, tokens: readonly string[]): boolean {
    const filled = into(join.id).filter((each) => tokens.includes(`by:${each.id}`));
    if (filled.length === 0) return false;
    return join.kind === 'and' ? filled.length === into(join.id).length : !mayCome(join, tokens, []);
  }

  /** 13.4.3: some token has a path to an empty flow, and none to a filled one too, neither through this gateway. `also` are filled besides. */
  function mayCome({ id }: RandomNode, tokens: readonly string[], also: readonly string[]): boolean {
    const isFilled = (each: RandomFlow): boolean => also.includes(each.id) || tokens.includes(`by:${each.id}`);
    const [filled, empty] = [into(id).filter(isFilled), into(id).filter((each) => !isFilled(each))];
    return !tokens.every((token) => {
      if (!isToken(token)) return true;
      const place = token.startsWith('by:') ? flow.get(token.slice(3))!.target : token.slice(3);
      if (place === id) return true;
      const reached = flowsReached(place, id);
      return !empty.some((each) => reached.has(each.id)) || filled.some((each) => reached.has(each.id));
    });
  }

  /** Flows that a path from a node takes without passing through another node. */
  const flowsReached = kept((from, without): ReadonlySet<string> => {
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
  });

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
    most: (token) => most.get(token) ?? 1,
    begin: () => settle(leave([], [], [], net.nodes.find(({ kind }) => kind === 'start')!.id)),
    follow,
    target: (id) => flow.get(id)!.target,
  };
}

/** The most tokens by any way from the start that passes no element twice, by place; before a step that counts, as many as it lets gather. */
export function mostTokens(net: RandomNet): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  if (net.nodes.every(({ takes, gives }) => takes === undefined && gives === undefined)) return most;
  const raise = (place: string, count: number): void => void most.set(place, Math.max(most.get(place) ?? 1, count));
  const walk = (at: RandomNode, come: number, passed: readonly string[]): void => {
    const inside = Math.max(1, Math.floor(come / (at.takes ?? 1)));
    raise(`at:${at.id}`, inside);
    const next = [...net.nodes.filter(({ on }) => on === at.id).map((event) => ({ to: event, count: inside })), ...net.flows.filter(({ source }) => source === at.id).map((way) => {
      raise(`by:${way.id}`, inside * (at.gives ?? 1));
      return { to: net.nodes.find(({ id }) => id === way.target)!, count: inside * (at.gives ?? 1) };
    })];
    for (const { to, count } of next) if (!passed.includes(to.id)) walk(to, count, [...passed, at.id]);
  };
  walk(net.nodes.find(({ kind }) => kind === 'start')!, 1, []);
  for (const { id, takes = 1 } of net.nodes) if (takes > 1) for (const { id: way } of net.flows.filter(({ target }) => target === id)) most.set(`by:${way}`, Infinity);
  return most;
}
