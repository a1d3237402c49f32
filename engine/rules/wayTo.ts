import { beginnings, type ProcessIndex } from '../interpreter/programIndex.ts';

/** The shortest way from the start of the process to an element, elements and flows in order; empty where none is drawn. */
export function wayTo(index: ProcessIndex, id: string): string[] {
  const node = index.nodes.get(id);
  if (!node) return [];
  const outer = node.scope === index.process.key ? [] : wayTo(index, node.scope);
  const inside = index.contents.get(node.scope) ?? [];
  const starts = inside.filter(({ kind }) => kind === 'startEvent').map((each) => each.id);
  const seen = new Set<string>();
  const open = [...new Set([...starts, ...beginnings(inside)])].map((from) => [from]);
  for (let way = open.shift(); way; way = open.shift()) {
    const at = way.at(-1)!;
    if (seen.has(at)) continue;
    seen.add(at);
    if (at === id) return [...outer, ...way];
    for (const next of index.successors(at)) {
      const flow = index.nodes.get(at)!.outgoing.find((each) => index.flows.get(each)!.target === next);
      open.push(flow === undefined ? [...way, next] : [...way, flow, next]);
    }
  }
  // What opens by an event of its own is not on the way of any flow.
  return node.kind === 'eventSubProcess' ? [...outer, id] : [];
}
