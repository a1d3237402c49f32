import { isActivity, type Node } from '../elements/index.ts';
import { constantOf } from '../expressions/constant.ts';
import { FANOUT_LIMIT } from '../interpreter/multiInstance.ts';
import { indexOf, type ProcessIndex } from '../interpreter/programIndex.ts';
import { BOTH, flaw, type Rule } from './rule.ts';
import { wayTo } from './wayTo.ts';

/**
 * Nothing opens more at once than a case can hold: instances whose number is drawn, the branches of a split, and what both
 * come to inside each other (W-03, W-04).
 */
export const fanOut: Rule = {
  id: 'fan-out',
  profiles: BOTH,
  check(process, program) {
    const index = indexOf(program, process.key);
    return process.nodes.flatMap((node) => {
      const count = Math.max(instancesAt(index, node), branchesOf(node) * around(index, node));
      return count > FANOUT_LIMIT ? [flaw(program.profile, node.id, 'FANOUT_LIMIT', { count, most: FANOUT_LIMIT, path: wayTo(index, node.id).join(' ') })] : [];
    });
  },
};

/** Instances of a multi-instance activity, all that are open around it counted; one after another is one, but still as many in all. */
function instancesAt(index: ProcessIndex, node: Node): number {
  const total = instancesOf(node);
  if (total === 1) return 1;
  return isActivity(node) && node.multiInstance?.sequential ? total : total * around(index, node);
}

/** How often a scope around a node can be open at once. */
function around(index: ProcessIndex, node: Node): number {
  const scope = index.nodes.get(node.scope);
  // A global task is a process of one node, both by one id.
  if (!scope || node.scope === index.process.key) return 1;
  const own = isActivity(scope) && !scope.multiInstance?.sequential ? Math.max(1, instancesOf(scope)) : 1;
  return own * around(index, scope);
}

/** The number that is drawn; 1 where it depends on the case. */
function instancesOf(node: Node): number {
  const loop = isActivity(node) ? node.multiInstance : undefined;
  if (!loop) return 1;
  const value = constantOf(loop.cardinality ?? loop.collection ?? '1');
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.length : 1;
}

/** Ways that one token may leave by at once. */
const branchesOf = (node: Node): number => (node.kind === 'exclusiveGateway' || node.kind === 'eventBasedGateway' ? 1 : node.outgoing.length);
