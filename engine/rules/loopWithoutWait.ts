import type { Node } from '../elements/index.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

const PASSING: ReadonlySet<Node['kind']> = new Set(['exclusiveGateway', 'inclusiveGateway', 'complexGateway', 'parallelGateway', 'task', 'manualTask', 'scriptTask', 'boundaryEvent', 'startEvent'] as const);

/** Somewhere in every loop somebody or something is waited for; else the flow would turn on and on in one instant (B-21). */
export const loopWithoutWait: Rule = {
  id: 'loop-without-wait',
  profiles: BOTH,
  check(process, program) {
    const { contents, nodes, successors } = indexOf(program, process.key);
    const state = new Map<string, 'open' | 'done'>();
    const looping: string[] = [];
    for (const { id } of process.nodes) if (!state.has(id) && passes(nodes.get(id)!)) visit(id);
    return looping.map((id) => flaw(program.profile, id, 'FLOW_LOOP_WITHOUT_WAIT'));

    /** Depth first with a stack of its own: a drawing may be deep. */
    function visit(from: string): void {
      const stack = [{ id: from, next: [...successors(from)] }];
      state.set(from, 'open');
      while (stack.length > 0) {
        const top = stack.at(-1)!;
        const id = top.next.shift();
        if (id === undefined) {
          state.set(top.id, 'done');
          stack.pop();
        } else if (passes(nodes.get(id)!)) {
          if (state.get(id) === 'open') looping.push(id);
          if (state.has(id)) continue;
          state.set(id, 'open');
          stack.push({ id, next: [...successors(id)] });
        }
      }
    }

    function passes(node: Node): boolean {
      if (node.kind === 'subProcess' || node.kind === 'transaction') return (contents.get(node.id) ?? []).every((inside) => inside.kind === 'endEvent' || passes(inside));
      return PASSING.has(node.kind);
    }
  },
};
