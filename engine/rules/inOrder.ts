import type { Node } from '../elements/index.ts';
import { beginnings, type ProcessIndex } from '../interpreter/programIndex.ts';

/** The nodes of a scope along the flow, each after those that lead to it; the way back of a loop doesn't count. */
export function inOrder(index: ProcessIndex, scope: string): Node[] {
  const inside = index.contents.get(scope) ?? [];
  const order: Node[] = [];
  const seen = new Set<string>();
  // Depth first with a stack of its own, ends first; starts are walked first, so that loops are cut at their way back.
  const ids = inside.map(({ id }) => id);
  for (const from of [...beginnings(inside), ...ids]) {
    if (seen.has(from)) continue;
    const stack = [{ id: from, next: [...index.successors(from)] }];
    seen.add(from);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const id = top.next.pop();
      if (id === undefined) order.push(index.nodes.get(stack.pop()!.id)!);
      else if (!seen.has(id)) {
        seen.add(id);
        stack.push({ id, next: [...index.successors(id)] });
      }
    }
  }
  return order.reverse();
}
