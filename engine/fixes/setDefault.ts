import type { Drawn } from '../drawn.ts';
import { called, sourceOf, targetOf, type Edit, type Fix, type Fixer } from './fix.ts';

/**
 * A decision without a default gets one: the only way that has no condition, else the last one drawn, which then needs
 * no condition any more.
 */
export const setDefault: Fixer = {
  codes: ['GATEWAY_WITHOUT_DEFAULT', 'GATEWAY_FLOW_WITHOUT_CONDITION'],
  propose({ problem, element, outgoing }) {
    if (problem.code === 'GATEWAY_FLOW_WITHOUT_CONDITION') {
      const source = element.$type === 'bpmn:SequenceFlow' ? sourceOf(element) : undefined;
      return source === undefined || source.get('default') !== undefined ? null : byDefault(source, element);
    }
    const ways = outgoing(element);
    const open = ways.filter((flow) => flow.get('conditionExpression') === undefined);
    const chosen = open.length === 1 ? open[0] : open.length === 0 ? ways.at(-1) : undefined;
    return chosen === undefined ? null : byDefault(element, chosen);
  },
};

function byDefault(source: Drawn, flow: Drawn): Fix {
  const conditional = flow.get('conditionExpression') !== undefined;
  const drop: readonly Edit[] = conditional ? [{ kind: 'set', id: flow.id, attribute: 'bpmn:conditionExpression', value: '' }] : [];
  return { id: conditional ? 'defaultInsteadOfCondition' : 'setDefault', params: { to: called(targetOf(flow)) }, edits: [...drop, { kind: 'default', id: source.id, flow: flow.id }] };
}
