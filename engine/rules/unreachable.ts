import { beginnings, indexOf, instantiates } from '../interpreter/programIndex.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** Every element can be come to from a start of its scope (B-22). */
export const unreachable: Rule = {
  id: 'unreachable',
  profiles: BOTH,
  check(process, program) {
    const { contents, nodes, successors } = indexOf(program, process.key);
    const reached = new Set<string>();
    for (const [scope, inside] of contents) {
      const own = nodes.get(scope)?.kind === 'eventSubProcess' ? inside.filter(({ kind }) => kind === 'startEvent').map(({ id }) => id) : beginnings(inside);
      const starts = inside.filter((node) => node.kind === 'startEvent' || node.kind === 'eventSubProcess' || instantiates(node)).map(({ id }) => id);
      walk([...own, ...starts]);
    }
    return process.nodes.filter(({ id }) => !reached.has(id)).map(({ id }) => flaw(program.profile, id, 'FLOW_UNREACHABLE'));

    function walk(open: string[]): void {
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        if (reached.has(id)) continue;
        reached.add(id);
        open.push(...successors(id));
      }
    }
  },
};
