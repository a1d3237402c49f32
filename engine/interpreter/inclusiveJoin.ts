import type { Instance } from '../state.ts';
import { childrenOf, index, type Machine, nodeById } from './machine.ts';

/**
 * The standard's rule for an inclusive join (BPMN 2.0, 13.3.3): it must wait while some token of the scope can still
 * come to an empty incoming flow without passing the join, unless the same token can also come to one that is filled.
 */
export function mayStillArrive(m: Machine, nodeId: string, scope: Instance, also: readonly string[] = []): boolean {
  const join = nodeById(m, scope, nodeId);
  const filled = new Set([...Object.keys(m.state.arrivals[`${scope.id}:${nodeId}`] ?? {}), ...also]);
  return tokensIn(m, scope)
    .filter((at) => at !== nodeId)
    .some((at) => {
      const reached = incomingReachedFrom(m, scope, at, nodeId);
      const empty = join.incoming.some((flow) => !filled.has(flow) && reached.has(flow));
      return empty && !join.incoming.some((flow) => filled.has(flow) && reached.has(flow));
    });
}

/** Nodes at which the scope has tokens: live instances, and arrivals at other joins. */
function tokensIn(m: Machine, scope: Instance): string[] {
  // What undoes leads nowhere: neither a handler nor a scope that is open again.
  const live = childrenOf(m, scope).filter(({ undoing }) => undoing === undefined).map((instance) => instance.node!);
  const atJoins = Object.keys(m.state.arrivals)
    .filter((key) => key.startsWith(`${scope.id}:`))
    .map((key) => key.slice(key.indexOf(':') + 1));
  return [...live, ...atJoins];
}

function incomingReachedFrom(m: Machine, scope: Instance, from: string, join: string): Set<string> {
  const { nodes, flows, successors } = index(m, scope);
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
