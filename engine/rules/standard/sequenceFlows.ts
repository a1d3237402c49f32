import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, containerOf, isArtifact, isAsleep, isFlowNode, partsOf, processOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** A sequence flow joins two flow nodes of the same process or sub-process (BPMN 2.0, 7.6.1 and 8.4.13). */
export const sequenceFlows: StandardRule = {
  id: 'sequence-flows',
  check: (source) => partsOf(source, 'sequenceFlow').filter((flow) => !isAsleep(source, flow)).flatMap((flow) => [...checkEnd(source, flow, 'sourceRef'), ...checkEnd(source, flow, 'targetRef'), ...checkImmediate(flow)]),
};

function checkEnd(source: Source, flow: Part, end: 'sourceRef' | 'targetRef'): Problem[] {
  const written = attribute(flow, end);
  if (written === undefined) return [];
  const node = referred(source, flow, end);
  if (!node) return [broken(flow, 'BPMN_DANGLING_REF', { reference: written, attribute: end })];
  if (isArtifact(node)) return [broken(flow, end === 'sourceRef' ? 'ARTIFACT_AS_FLOW_SOURCE' : 'ARTIFACT_AS_FLOW_TARGET', { reference: written })];
  if (!isFlowNode(node)) return [broken(flow, 'FLOW_END_INVALID', { reference: written, kind: node.type })];
  if (processOf(node) !== processOf(flow)) return [broken(flow, 'FLOW_CROSSES_POOL', { reference: written })];
  return containerOf(node) === containerOf(flow) ? [] : [broken(flow, 'FLOW_CROSSES_SCOPE', { reference: written })];
}

/** A flow of an executable process leaves no room between its ends (BPMN 2.0, 8.4.13). */
const checkImmediate = (flow: Part): Problem[] =>
  ['false', '0'].includes(attribute(flow, 'isImmediate') ?? '') && attribute(processOf(flow) ?? flow, 'isExecutable') !== 'false' ? [broken(flow, 'FLOW_NOT_IMMEDIATE')] : [];
