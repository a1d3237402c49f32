import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, hasTrigger, isActivity, isArtifact, isEvent, partsOf, processOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** A message flow joins two pools, or what stands in them, and what it joins can send and receive (BPMN 2.0, 7.6.2 and 9.4). */
export const messageFlows: StandardRule = {
  id: 'message-flows',
  check: (source) => partsOf(source, 'messageFlow').flatMap((flow) => checkFlow(source, flow)),
};

function checkFlow(source: Source, flow: Part): Problem[] {
  const [from, to] = [referred(source, flow, 'sourceRef'), referred(source, flow, 'targetRef')];
  const same = from && to && (from === to || (poolOf(source, from) !== undefined && poolOf(source, from) === poolOf(source, to)));
  return [...checkEnd(source, flow, 'sourceRef', from), ...checkEnd(source, flow, 'targetRef', to), ...(same ? [broken(flow, 'MESSAGE_FLOW_IN_POOL')] : [])];
}

function checkEnd(source: Source, flow: Part, end: 'sourceRef' | 'targetRef', part: Part | undefined): Problem[] {
  const written = attribute(flow, end);
  if (written === undefined) return [];
  if (!part) return [broken(flow, 'BPMN_DANGLING_REF', { reference: written, attribute: end })];
  const sends = end === 'sourceRef';
  if (isArtifact(part)) return [broken(flow, sends ? 'ARTIFACT_AS_MESSAGE_SOURCE' : 'ARTIFACT_AS_MESSAGE_TARGET', { reference: written })];
  if (!isActivity(part) && !isEvent(part) && !['participant', 'conversation', 'subConversation', 'callConversation'].includes(part.type)) return [broken(flow, 'MESSAGE_FLOW_END_INVALID', { reference: written, kind: part.type })];
  return isEvent(part) ? checkEvent(source, flow, part, sends) : [];
}

function checkEvent(source: Source, flow: Part, event: Part, sends: boolean): Problem[] {
  const throwing = event.type === 'endEvent' || event.type === 'intermediateThrowEvent';
  if (sends && !throwing) return [broken(flow, event.type === 'startEvent' ? 'MESSAGE_FLOW_FROM_START' : 'MESSAGE_FLOW_FROM_CATCH', { event: event.id! })];
  if (!sends && throwing) return [broken(flow, event.type === 'endEvent' ? 'MESSAGE_FLOW_TO_END' : 'MESSAGE_FLOW_TO_THROW', { event: event.id! })];
  return hasTrigger(source, event, 'message') ? [] : [broken(event, sends ? 'MESSAGE_FLOW_FROM_PLAIN' : 'MESSAGE_FLOW_TO_PLAIN', { flow: flow.id ?? '' })];
}

/** The process of a pool or of what stands in one; a pool without a process is itself. */
function poolOf(source: Source, part: Part): Part | undefined {
  if (part.type === 'participant') return referred(source, part, 'processRef') ?? part;
  return processOf(part);
}
