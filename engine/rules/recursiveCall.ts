import { BOTH, flaw, type Rule } from './rule.ts';

/** A process does not call itself, directly or through others (B-26). */
export const recursiveCall: Rule = {
  id: 'recursive-call',
  profiles: BOTH,
  check: (process, program) =>
    process.nodes.flatMap((node) => {
      if (node.kind !== 'callActivity') return [];
      const reached = new Set<string>();
      const open = [node.calls];
      for (let key = open.pop(); key !== undefined; key = open.pop()) {
        if (reached.has(key)) continue;
        reached.add(key);
        for (const inside of program.processes[key]?.nodes ?? []) if (inside.kind === 'callActivity') open.push(inside.calls);
      }
      return reached.has(process.key) ? [flaw(program.profile, node.id, 'CALL_RECURSIVE', { process: node.calls })] : [];
    }),
};
