import { type ActivityNode, isActivity, type Node } from '../elements/index.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { type Problem, warning } from '../problem.ts';
import type { Flow } from '../program.ts';
import { BOTH, flaw, type Rule } from './rule.ts';
import { wayTo } from './wayTo.ts';

/** A decision knows what to do when no condition holds, and no way is hidden behind one that always holds (B-24). */
export const gatewayDefault: Rule = {
  id: 'gateway-default',
  profiles: BOTH,
  check(process, program) {
    const index = indexOf(program, process.key);
    const { flows } = index;
    return process.nodes.flatMap((node) => {
      if (isActivity(node)) return node.outgoing.length > 0 ? checkActivity(node, node.outgoing.map((id) => flows.get(id)!)) : [];
      if (node.kind !== 'exclusiveGateway' && node.kind !== 'inclusiveGateway' && node.kind !== 'complexGateway') return [];
      return checkGateway(node, node.outgoing.map((id) => flows.get(id)!));
    });

    function checkGateway(node: Extract<Node, { kind: 'exclusiveGateway' | 'inclusiveGateway' | 'complexGateway' }>, out: readonly Flow[]): Problem[] {
      const open = out.filter(({ id, condition }) => id !== node.default && condition === undefined);
      if (node.kind === 'exclusiveGateway' && out.length > 1 && open.length > 0) return open.map(({ id }) => flaw(program.profile, id, 'GATEWAY_FLOW_WITHOUT_CONDITION', { gateway: node.name ?? node.id }));
      const decided = out.length === 0 || open.length > 0 || node.default !== undefined || covers(out.map(({ condition }) => condition!));
      return decided ? [] : [withoutDefault(node)];
    }

    /** Conditions on the ways out of a step decide as an inclusive gateway after it would. */
    function checkActivity(node: ActivityNode, out: readonly Flow[]): Problem[] {
      const conditions = out.flatMap(({ condition }) => (condition === undefined ? [] : [condition]));
      return conditions.length < out.length || node.default !== undefined || covers(conditions) ? [] : [withoutDefault(node)];
    }

    function withoutDefault({ id }: Node): Problem {
      return warning(id, 'GATEWAY_WITHOUT_DEFAULT', { path: wayTo(index, id).join(' ') });
    }
  },
};

/** Whether one of the conditions says the contrary of another, word for word. */
function covers(conditions: readonly string[]): boolean {
  const plain = conditions.map((text) => text.replace(/\s+/g, ' ').trim());
  return plain.some((text) => text === 'true' || plain.some((other) => other === `not(${text})` || contrary(text) === other));
}

const contrary = (text: string): string | null => (text.includes(' != ') && !/ (and|or) /.test(text) ? text.replace(' != ', ' = ') : null);
