import type { Instance } from '../state.ts';
import { arrivalsAt } from './arrivals.ts';
import { childrenOf, index, type Machine, nodeById } from './machine.ts';
import type { ProcessIndex } from './programIndex.ts';

/**
 * The standard's rule for an inclusive join (BPMN 2.0, 13.3.3): it must wait while some token of the scope can still
 * come to an empty incoming flow without passing the join, unless the same token can also come to one that is filled.
 * Where tokens go is read off the flows alone: no condition is asked, and a token that waits at another join counts.
 */
export function mayStillArrive(m: Machine, nodeId: string, scope: Instance, also: readonly string[] = []): boolean {
  const join = nodeById(m, scope, nodeId);
  const filled = new Set([...Object.keys(arrivalsAt(m, scope, nodeId)), ...also]);
  const { uncounted, places } = tokensIn(m, scope, nodeId);
  if (uncounted.some((flow) => !filled.has(flow))) return true;
  return [...places].some((at) => {
    const reached = incomingReachedFrom(index(m, scope), at, nodeId);
    const empty = join.incoming.some((flow) => !filled.has(flow) && reached.has(flow));
    return empty && !join.incoming.some((flow) => filled.has(flow) && reached.has(flow));
  });
}

/** Nodes at which the scope has tokens, or will have them by itself; `uncounted`: flows of tokens that could not be counted at this very join. */
function tokensIn(m: Machine, scope: Instance, join: string): { places: Set<string>; uncounted: string[] } {
  // What undoes leads nowhere: neither a handler nor a scope that is open again.
  const live = childrenOf(m, scope).filter(({ undoing }) => undoing === undefined);
  const stuck = live.filter(({ node, uncounted }) => node === join && uncounted !== undefined);
  const atJoins = Object.keys(m.joins)
    .filter((key) => key.startsWith(`${scope.id}:`))
    .map((key) => key.slice(key.indexOf(':') + 1))
    .filter((node) => node !== join);
  const others = live.filter((instance) => !stuck.includes(instance)).map(({ node }) => node!);
  return { places: new Set([...others, ...atJoins, ...(scope.adHoc?.todo ?? [])]), uncounted: stuck.map(({ uncounted }) => uncounted!) };
}

/** Ways are the same in every case of a program: each is looked for once. */
const known = new WeakMap<ProcessIndex, Map<string, ReadonlySet<string>>>();

/** Incoming flows of a join that a token at a node can come to without passing the join. */
function incomingReachedFrom(process: ProcessIndex, from: string, join: string): ReadonlySet<string> {
  const kept = known.get(process) ?? new Map<string, ReadonlySet<string>>();
  known.set(process, kept);
  const key = `${join} ${from}`;
  let reached = kept.get(key);
  if (!reached) kept.set(key, (reached = search(process, from, join)));
  return reached;
}

function search({ nodes, flows, successors }: ProcessIndex, from: string, join: string): Set<string> {
  const reached = new Set<string>();
  const seen = new Set([from]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const flowId of nodes.get(at)!.outgoing) {
      const { target } = flows.get(flowId)!;
      if (target === join) reached.add(flowId);
      else if (!seen.has(target)) {
        seen.add(target);
        open.push(target);
      }
    }
    // Beside flows: events at its edge, and where a link leads to.
    for (const next of successors(at)) {
      if (next === join || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return reached;
}
