import type { Node } from '../elements/index.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { type Problem, warning } from '../problem.ts';
import type { Flow } from '../program.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** A decision knows what to do when no condition holds, and no way is hidden behind one that always holds (B-24). */
export const gatewayDefault: Rule = {
  id: 'gateway-default',
  profiles: BOTH,
  check(process, program) {
    const { flows } = indexOf(program, process.key);
    return process.nodes.flatMap((node) => {
      if (node.kind !== 'exclusiveGateway' && node.kind !== 'inclusiveGateway' && node.kind !== 'complexGateway') return [];
      return checkGateway(node, node.outgoing.map((id) => flows.get(id)!));
    });

    function checkGateway(node: Extract<Node, { kind: 'exclusiveGateway' | 'inclusiveGateway' | 'complexGateway' }>, out: readonly Flow[]): Problem[] {
      const open = out.filter(({ id, condition }) => id !== node.default && condition === undefined);
      if (node.kind === 'exclusiveGateway' && out.length > 1 && open.length > 0) return open.map(({ id }) => flaw(program.profile, id, 'GATEWAY_FLOW_WITHOUT_CONDITION', { gateway: node.name ?? node.id }));
      const decided = out.length === 0 || open.length > 0 || node.default !== undefined || covers(out.map(({ condition }) => condition!));
      return decided ? [] : [warning(node.id, 'GATEWAY_WITHOUT_DEFAULT')];
    }
  },
};

/** Whether one of the conditions says the contrary of another, word for word. */
function covers(conditions: readonly string[]): boolean {
  const plain = conditions.map((text) => text.replace(/\s+/g, ' ').trim());
  return plain.some((text) => text === 'true' || plain.some((other) => other === `not(${text})` || contrary(text) === other));
}

const contrary = (text: string): string | null => (text.includes(' != ') && !/ (and|or) /.test(text) ? text.replace(' != ', ' = ') : null);
