import { looksAtPhase } from '../elements/complexGateway.ts';
import type { ProcessIndex } from '../interpreter/programIndex.ts';
import { edgesOf, END, type Net, type NetOp, SOURCE, TERMINATE } from './net.ts';
import { readNets } from './readNets.ts';
import { reduce } from './reduce.ts';
import { type Limits, MARKINGS, search, STEPS, type Verdict } from './search.ts';

/**
 * Says whether a scope is sound: by reduction where that is enough, and by playing what is left on the interpreter. What is
 * inside its steps is judged apart, as a scope of its own (docs/decisions/0005).
 */
export const judge = (index: ProcessIndex, scope: string, limits?: Limits): Verdict => (isBeyond(index, scope) ? UNDECIDED : judgeScope(index, scope, limits));

/** A complex gateway that asks in which phase it is although it joins like an inclusive one, and so has no phases, is not looked at. */
const isBeyond = (index: ProcessIndex, scope: string): boolean =>
  (index.contents.get(scope) ?? []).some((node) => node.kind === 'complexGateway' && node.activation === undefined && node.outgoing.some((id) => looksAtPhase(index.flows.get(id)!)));

const UNDECIDED: Verdict = { flaws: [], decided: false, markings: 0, steps: 0 };

export function judgeNet(net: Net, limits?: Limits): Verdict {
  // The rules hold where one token stands at a place.
  const rest = net.counted ? net : reduce(net);
  if (isOneToken(rest) && allEnd(rest)) return { flaws: [], decided: true, markings: 0, steps: 0 };
  if (turns(rest)) return UNDECIDED;
  const { markings = MARKINGS, steps = STEPS } = limits ?? {};
  const wide = search(rest, { markings, steps: Math.ceil(steps * WIDE) });
  if (wide.decided || wide.flaws.length > 0) return wide;
  // Too many markings to see them all: a flaw may still show at the end of some run.
  const deep = search(rest, { markings, steps: Math.max(0, steps - wide.steps), deep: true });
  return { ...deep, markings: wide.markings + deep.markings, steps: wide.steps + deep.steps };
}

/** The part of the steps that looks for the shortest way to a flaw. */
const WIDE = 0.75;

/** A circle of gateways alone: it has no markings to look at, and a token could turn in it without end. */
function turns(net: Net): boolean {
  const left = new Set(net.nodes.keys());
  for (let gone = true; gone; ) {
    gone = false;
    for (const id of left) {
      const node = net.nodes.get(id)!;
      const holds = node.op !== 'rest' && edgesOf(net, node.out).some(({ to, rest }) => rest === null && left.has(to) && net.nodes.get(to)!.op !== 'rest');
      if (!holds) gone = left.delete(id);
    }
  }
  return left.size > 0;
}

/** No way ever splits in two: one token wanders, and can neither be doubled nor be waited for. */
const isOneToken = (net: Net): boolean =>
  [...net.nodes.values()].every(({ op, in: incoming, out }) => (ONE_TOKEN.has(op) || incoming.length + out.length === 0) && edgesOf(net, out).every(({ exit }) => exit !== 'beside'));

const ONE_TOKEN: ReadonlySet<NetOp> = new Set(['source', 'end', 'terminate', 'xorSplit', 'xorMerge', 'rest'] as const);

/** From everywhere a token can come to, it can come to an end. */
function allEnd(net: Net): boolean {
  const forth = reachedFrom([SOURCE], (id) => edgesOf(net, net.nodes.get(id)!.out).map(({ to }) => to));
  const back = reachedFrom([END, TERMINATE], (id) => edgesOf(net, net.nodes.get(id)!.in).map(({ from }) => from));
  return [...forth].every((id) => back.has(id));
}

function reachedFrom(open: string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...next(id));
  }
  return seen;
}

/**
 * The nets of a scope, one after another, all within the limits. Where the scope can end before its last token is gone, that
 * end may save what stands still beside it: then the two are looked at together.
 */
function judgeScope(index: ProcessIndex, scope: string, limits: Limits = {}): Verdict {
  const nets = readNets(index, scope);
  const verdicts = inTurn(nets, limits);
  const wrong = nets.flatMap(({ event }, i) => (event !== undefined && verdicts[i]!.flaws.length > 0 ? [event] : []));
  const endsEarly = nets.some(({ nodes }) => nodes.get(TERMINATE)!.in.length > 0);
  return sum(wrong.length > 0 && endsEarly ? inTurn(readNets(index, scope, new Set(wrong)), limits) : verdicts);
}

function inTurn(nets: readonly Net[], limits: Limits): Verdict[] {
  let left = limits.steps ?? STEPS;
  return nets.map((net) => {
    const verdict = judgeNet(net, { ...limits, steps: left });
    left = Math.max(0, left - verdict.steps);
    return verdict;
  });
}

const sum = (verdicts: readonly Verdict[]): Verdict => ({
  flaws: verdicts.flatMap(({ flaws }) => flaws),
  decided: verdicts.every(({ decided }) => decided),
  markings: verdicts.reduce((sum, { markings }) => sum + markings, 0),
  steps: verdicts.reduce((sum, { steps }) => sum + steps, 0),
});
