import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, child, isActivity, isAsleep, outgoing, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

const DECIDING = new Set(['exclusiveGateway', 'inclusiveGateway', 'complexGateway']);

/** Conditions and default flows go together (BPMN 2.0, 8.4.13 and 10.6.2). */
export const conditions: StandardRule = {
  id: 'conditions',
  check: (source) => source.parts.filter((part) => (isActivity(part) || DECIDING.has(part.type)) && !isAsleep(source, part)).flatMap((node) => checkNode(source, node)),
};

function checkNode(source: Source, node: Part): Problem[] {
  const flows = outgoing(source, node);
  const written = attribute(node, 'default');
  const fallback = referred(source, node, 'default');
  const conditional = flows.filter((flow) => child(flow, 'conditionExpression'));
  const open = flows.filter((flow) => !conditional.includes(flow) && flow !== fallback);
  return [
    ...(written !== undefined && !flows.includes(fallback!) ? [broken(node, 'DEFAULT_ELSEWHERE', { reference: written })] : []),
    ...conditional.filter((flow) => flow === fallback).map((flow) => broken(flow, 'DEFAULT_WITH_CONDITION')),
    ...(flows.length === 1 && conditional.length === 1 && node.type !== 'inclusiveGateway' && node.type !== 'complexGateway' ? [broken(conditional[0]!, 'CONDITION_ALONE')] : []),
    ...(node.type === 'exclusiveGateway' && flows.length > 1 && (fallback ? open.length > 0 : open.length > 1) ? open.map((flow) => broken(flow, 'GATEWAY_FLOW_WITHOUT_CONDITION', { gateway: attribute(node, 'name') ?? node.id ?? '' })) : []),
  ];
}
