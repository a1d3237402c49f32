import { edgesOf, type Net, type NetEdge, SOURCE } from './net.ts';

/** Steps along the ways of a net that are followed at most; beyond that nothing is said. */
const MOST_FOLLOWED = 50_000;

/**
 * How many tokens may stand on each edge of a net at once, because the drawing says so: the most that come by any way from
 * the start that passes no place twice, where a step gives several tokens for one (BPMN 2.0, 10.3: completionQuantity), or
 * takes several for one start (startQuantity). More than that are doubled. Null when there are too many ways to follow.
 */
export function weightsOf(net: Net): ReadonlyMap<string, number> | null {
  const weights = new Map<string, number>();
  let followed = 0;
  const passed = new Set<string>();
  const follow = (id: string, come: number): boolean => {
    const node = net.nodes.get(id)!;
    const inside = node.takes === undefined ? come : Math.max(1, Math.floor(come / node.takes));
    const out = inside * (node.gives ?? 1);
    passed.add(id);
    const done = edgesOf(net, node.out).every((edge) => along(edge, out));
    passed.delete(id);
    return done;
  };
  const along = (edge: NetEdge, count: number): boolean => {
    followed += 1;
    if (followed > MOST_FOLLOWED) return false;
    weights.set(edge.id, Math.max(weights.get(edge.id) ?? 1, count));
    return passed.has(edge.to) || follow(edge.to, count);
  };
  return follow(SOURCE, 1) ? weights : null;
}
