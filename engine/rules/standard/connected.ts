import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, children, hasTrigger, incoming, isAsleep, isContainer, nodesIn, outgoing, standsAlone } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Where a path may stop without an end event: somebody or something does the last step. */
const LAST_STEPS = new Set(['userTask', 'manualTask', 'serviceTask', 'sendTask', 'receiveTask', 'scriptTask', 'businessRuleTask', 'callActivity', 'subProcess', 'transaction', 'adHocSubProcess']);

/**
 * In a process or sub-process that uses start or end events, flows lead to and from everything (BPMN 2.0, 10.5.2 and
 * 10.5.3); intermediate events always have their flows (10.5.4).
 */
export const connected: StandardRule = {
  id: 'connected',
  check: (source) => source.parts.filter((part) => isContainer(part) && !isAsleep(source, part)).flatMap((container) => checkContainer(source, container)),
};

function checkContainer(source: Source, container: Part): Problem[] {
  const nodes = nodesIn(container).filter(({ id, type }) => id !== undefined && type !== 'boundaryEvent');
  const [starts, ends] = [children(container, 'startEvent'), children(container, 'endEvent')];
  const begins = starts.length > 0 || nodes.some((node) => attribute(node, 'instantiate') === 'true');
  const gaps = begins && container.type !== 'adHocSubProcess' ? nodes.filter((node) => lacksIncoming(source, node)) : [];
  const stops = nodes.filter((node) => lacksOutgoing(source, node));
  const torn = gaps.length > 0;
  return [
    ...(ends.length > 0 && !begins ? ends.map((end) => broken(end, 'END_WITHOUT_START')) : []),
    ...starts.filter((start) => start.id !== undefined && outgoing(source, start).length === 0).map((start) => broken(start, 'START_WITHOUT_OUTGOING')),
    ...gaps.map((node) => broken(node, node.type === 'endEvent' ? 'END_WITHOUT_INCOMING' : isIntermediate(node) ? 'EVENT_WITHOUT_INCOMING' : 'FLOW_WITHOUT_INCOMING')),
    ...(begins ? [] : nodes.filter((node) => isIntermediate(node) && lacksIncoming(source, node)).map((node) => broken(node, 'EVENT_WITHOUT_INCOMING'))),
    ...(begins ? [] : ends.filter((end) => lacksIncoming(source, end)).map((end) => broken(end, 'END_WITHOUT_INCOMING'))),
    ...stops.filter(isIntermediate).map((node) => broken(node, 'EVENT_WITHOUT_OUTGOING')),
    ...stops.filter((node) => !isIntermediate(node) && ends.length > 0 && (torn || !LAST_STEPS.has(node.type)) && container.type !== 'adHocSubProcess').map((node) => broken(node, 'STEP_WITHOUT_OUTGOING')),
    ...(starts.length > 0 && ends.length === 0 && stops.some((node) => !LAST_STEPS.has(node.type)) ? [broken(starts[0]!, 'START_WITHOUT_END')] : []),
  ];
}

const isIntermediate = ({ type }: Part): boolean => type === 'intermediateCatchEvent' || type === 'intermediateThrowEvent';

function lacksIncoming(source: Source, node: Part): boolean {
  if (node.type === 'startEvent' || standsAlone(node) || attribute(node, 'instantiate') === 'true' || incoming(source, node).length > 0) return false;
  return !(node.type === 'intermediateCatchEvent' && hasTrigger(source, node, 'link'));
}

function lacksOutgoing(source: Source, node: Part): boolean {
  if (node.type === 'endEvent' || node.type === 'startEvent' || standsAlone(node) || outgoing(source, node).length > 0) return false;
  return !(node.type === 'intermediateThrowEvent' && hasTrigger(source, node, 'link'));
}
