import { type Node, isActivity } from '../elements/index.ts';
import { beginnings, type ProcessIndex } from '../interpreter/programIndex.ts';
import { inOrder } from './inOrder.ts';

/** Markings looked at in one scope; a flow with more choices than that is not decided. */
export const MARKINGS = 20_000;

/** What playing all choices of a scope has shown. Paths are ids of the flows chosen, from the start on. */
export interface Played {
  /** Joins at which tokens wait for ever, each with the choices that lead there. */
  readonly stuck: ReadonlyMap<string, readonly string[]>;
  /** Nodes that two tokens come to at once. */
  readonly doubled: ReadonlyMap<string, readonly string[]>;
  readonly decided: boolean;
}

/** A token waits before a node, by the flow it came on (or at a beginning, by none). */
interface Token {
  readonly at: string;
  readonly by: string | null;
  /** The event beside a step that sent it: reminders of several rounds may run together. */
  readonly beside?: string;
}

/** Flows taken by one step of a token; `beside` by what a non-interrupting event sends. */
interface Way {
  readonly flows: readonly string[];
  readonly beside?: { readonly event: string; readonly flows: readonly string[] };
}

interface Marking {
  readonly tokens: readonly Token[];
  readonly path: readonly string[];
}

/**
 * Plays the tokens of one scope through all its choices. Tokens farther behind move first, so that those that can meet
 * do meet; conditions are taken as free. Joins behave as in the interpreter.
 */
export function play(index: ProcessIndex, scope: string): Played {
  const inside = index.contents.get(scope) ?? [];
  const rank = new Map(inOrder(index, scope).map(({ id }, i) => [id, i]));
  const stuck = new Map<string, readonly string[]>();
  const doubled = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  const starts = index.nodes.get(scope)?.kind === 'eventSubProcess' ? inside.filter(({ kind }) => kind === 'startEvent').map(({ id }) => id) : beginnings(inside);
  const open: Marking[] = [{ tokens: starts.map((at) => ({ at, by: null })), path: [] }];
  for (let marking = open.pop(); marking; marking = open.pop()) {
    const key = keyOf(marking.tokens);
    if (seen.has(key)) continue;
    if (seen.size >= MARKINGS) return { stuck, doubled, decided: false };
    seen.add(key);
    const twice = twiceAt(index, marking.tokens);
    if (twice) {
      if (!doubled.has(twice)) doubled.set(twice, marking.path);
      continue;
    }
    open.push(...next(marking));
  }
  return { stuck, doubled, decided: true };

  function next({ tokens, path }: Marking): Marking[] {
    const movable = tokens.filter((token) => enabled(token, tokens)).sort((a, b) => rank.get(a.at)! - rank.get(b.at)!);
    const token = movable[0];
    if (!token) {
      for (const { at } of tokens) if (!stuck.has(at)) stuck.set(at, path);
      return [];
    }
    const node = index.nodes.get(token.at)!;
    const rest = tokens.filter((other) => other !== token && !(isJoin(index, node.id) && other.at === node.id));
    if (node.kind === 'endEvent' && node.trigger.kind !== 'none') return [];
    return waysOut(index, node).map(({ flows, beside }) => ({
      tokens: once([...rest, ...flows.map((id) => moved(id, token.beside)), ...(beside?.flows ?? []).map((id) => moved(id, beside!.event))]),
      path: [...path, ...flows, ...(beside?.flows ?? [])],
    }));
  }

  function moved(flow: string, beside: string | undefined): Token {
    return { at: index.flows.get(flow)!.target, by: flow, ...(beside === undefined ? {} : { beside }) };
  }

  /** Only a parallel join has to wait for more than the token itself; an inclusive one moves when nothing behind it can. */
  function enabled({ at }: Token, tokens: readonly Token[]): boolean {
    const node = index.nodes.get(at)!;
    if (node.kind !== 'parallelGateway' || node.incoming.length < 2) return true;
    return node.incoming.every((flow) => tokens.some((token) => token.at === at && token.by === flow));
  }
}

/** Where two tokens meet that no join makes one. At an end event that is no harm. */
const twiceAt = (index: ProcessIndex, tokens: readonly Token[]): string | undefined =>
  tokens.find(
    ({ at, by, beside }, i) => index.nodes.get(at)!.kind !== 'endEvent' && tokens.some((other, j) => j > i && other.at === at && (other.by === by || !isJoin(index, at)) && (beside === undefined || other.beside !== beside)),
  )?.at;

const isJoin = (index: ProcessIndex, id: string): boolean => {
  const node = index.nodes.get(id)!;
  return (node.kind === 'parallelGateway' || node.kind === 'inclusiveGateway') && node.incoming.length > 1;
};

const nameOf = ({ at, by, beside }: Token): string => `${by ?? ''}>${at}${beside === undefined ? '' : `!${beside}`}`;

const keyOf = (tokens: readonly Token[]): string => tokens.map(nameOf).sort().join(' ');

/** Reminders that have come to the same place are looked at as one. */
const once = (tokens: readonly Token[]): Token[] => tokens.filter((token, i) => token.beside === undefined || tokens.findIndex((other) => nameOf(other) === nameOf(token)) === i);

/** Sets of flows that a token may leave by. A boundary event takes the place of the normal way, or adds to it. */
function waysOut(index: ProcessIndex, node: Node): readonly Way[] {
  const normal = normalWays(index, node).map((flows): Way => ({ flows }));
  const events = (index.attached.get(node.id) ?? []).flatMap((event) => (event.kind === 'boundaryEvent' && event.trigger.kind !== 'compensation' ? [event] : []));
  return [
    ...normal,
    ...events.flatMap((event) => (event.interrupting ? [{ flows: event.outgoing }] : normal.map(({ flows }): Way => ({ flows, beside: { event: event.id, flows: event.outgoing } })))),
  ];
}

function normalWays(index: ProcessIndex, node: Node): readonly (readonly string[])[] {
  const { outgoing } = node;
  if (outgoing.length < 2) return [outgoing];
  if (node.kind === 'exclusiveGateway' || node.kind === 'eventBasedGateway') return outgoing.map((id) => [id]);
  const fallback = 'default' in node ? node.default : undefined;
  const free = outgoing.filter((id) => id !== fallback && index.flows.get(id)!.condition !== undefined);
  const always = outgoing.filter((id) => id !== fallback && index.flows.get(id)!.condition === undefined);
  if ((node.kind !== 'inclusiveGateway' && !isActivity(node)) || free.length === 0) return [outgoing.filter((id) => id !== fallback)];
  const chosen = subsets(free).map((some) => [...always, ...some]).filter((some) => some.length > 0);
  return fallback === undefined ? chosen : [...chosen, [...always, fallback]];
}

/** All subsets of a few; of many only none, each one, each one left out, and all: joins tell no more apart. */
function subsets(of: readonly string[]): readonly string[][] {
  if (of.length > 6) return [[], ...of.map((one) => [one]), ...of.map((one) => of.filter((other) => other !== one)), [...of]];
  return of.reduce<string[][]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]]);
}
