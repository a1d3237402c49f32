/** A step of the outline: the list that says the same as the drawing, for the keyboard and for screen readers. */
export interface OutlineStep {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** How deep inside sub-processes: 0 for the process itself. */
  readonly depth: number;
  readonly department: string;
  readonly limitAmount: string;
  readonly limitUnit: string;
  readonly clock: string;
}

/** A drawn node as the outline reads it. */
export interface DrawnNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly attachedTo: string | null;
  readonly outgoing: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly gov: Readonly<Record<string, string>>;
}

/** The nodes that lead to each node by a flow, by its id. */
function leadingTo(nodes: readonly DrawnNode[]): ReadonlyMap<string, readonly DrawnNode[]> {
  const before = new Map<string, DrawnNode[]>();
  for (const node of nodes) for (const next of new Set(node.outgoing)) before.set(next, [...(before.get(next) ?? []), node]);
  return before;
}

/**
 * Steps in the order a case passes them: along the flows from what nothing leads to (start events first), top branch
 * first, each node once; content of a sub-process after its head; what a boundary event leads to after its host.
 */
export function outline(nodes: readonly DrawnNode[], root: string, depth = 0): OutlineStep[] {
  const own = nodes.filter((node) => node.parent === root);
  const byId = new Map(own.map((node) => [node.id, node]));
  const reached = new Set(own.flatMap((node) => node.outgoing));
  const place = (a: DrawnNode, b: DrawnNode): number => a.x - b.x || a.y - b.y;
  const down = (a: DrawnNode, b: DrawnNode): number => a.y - b.y || a.x - b.x;
  const waiting = own.filter((node) => node.attachedTo === null && !reached.has(node.id)).sort((a, b) => Number(b.type.endsWith('StartEvent')) - Number(a.type.endsWith('StartEvent')) || place(a, b));
  const seen = new Set<string>();
  const found: OutlineStep[] = [];
  // Breadth first over columns would tear branches apart; depth first would put the end before the other branches.
  // So: a node waits until everything that leads to it was seen, unless nothing else is left (a loop).
  const pending = [...waiting];
  const take = (node: DrawnNode): void => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    found.push(stepOf(node, depth), ...outline(nodes, node.id, depth + 1));
    const attached = own.filter((each) => each.attachedTo === node.id).sort(place);
    for (const event of attached) take(event);
    for (const next of node.outgoing.flatMap((id) => byId.get(id) ?? []).sort(down)) if (!pending.includes(next)) pending.push(next);
  };
  const before = leadingTo(own);
  while (pending.length > 0) {
    const ready = pending.findIndex((node) => (before.get(node.id) ?? []).every(({ id }) => seen.has(id)));
    take(pending.splice(ready === -1 ? 0 : ready, 1)[0]!);
  }
  for (const node of [...own].sort(place)) take(node);
  return found;
}

function stepOf(node: DrawnNode, depth: number): OutlineStep {
  const { department = '', limitAmount = '', limitUnit = '', clock = '' } = node.gov;
  return { id: node.id, type: node.type, name: node.name, depth, department, limitAmount, limitUnit, clock };
}
