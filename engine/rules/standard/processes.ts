import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, child, children, eventDefinitions, incoming, isActivity, isAsleep, isChoreography, isContainer, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** What a process is and what it may contain (BPMN 2.0, 10.2 and 10.3.5). */
export const processes: StandardRule = {
  id: 'processes',
  check: (source) => [
    ...partsOf(source, 'process').filter((process) => attribute(process, 'processType') === 'Public' && attribute(process, 'isExecutable') !== 'false').map((process) => broken(process, 'PROCESS_PUBLIC')),
    ...source.parts.filter((part) => isChoreography(part) && part.parent !== null && isContainer(part.parent) && !/horeography/.test(part.parent.type)).map((part) => broken(part, part.parent!.type === 'process' ? 'CHOREOGRAPHY_IN_PROCESS' : 'CHOREOGRAPHY_IN_SUB_PROCESS')),
    ...partsOf(source, 'adHocSubProcess').filter((part) => !isAsleep(source, part)).flatMap(checkAdHoc),
    ...partsOf(source, 'transaction').flatMap(checkTransaction),
    ...partsOf(source, 'subProcess').filter((part) => attribute(part, 'triggeredByEvent') === 'true' && !isAsleep(source, part)).flatMap((part) => checkEventSubProcess(source, part)),
    ...partsOf(source, 'receiveTask').filter((part) => attribute(part, 'instantiate') === 'true' && incoming(source, part).length > 0).map((part) => broken(part, 'RECEIVE_START_WITH_INCOMING')),
    ...source.parts.filter((part) => part.type === 'startEvent' && incoming(source, part).length > 0 && !isAsleep(source, part)).map((part) => broken(part, 'START_WITH_INCOMING')),
    ...partsOf(source, 'endEvent').filter((part) => !isAsleep(source, part)).flatMap((part) => (hasOutgoing(source, part) ? [broken(part, 'END_WITH_OUTGOING')] : [])),
  ],
};

const hasOutgoing = (source: Source, part: Part): boolean => partsOf(source, 'sequenceFlow').some((flow) => attribute(flow, 'sourceRef') === part.id);

/** An ad-hoc sub-process has activities, and neither beginning nor end. */
const checkAdHoc = (part: Part): Problem[] => [
  ...(part.children.some(isActivity) ? [] : [broken(part, 'AD_HOC_EMPTY')]),
  ...(attribute(part, 'triggeredByEvent') === 'true' ? [broken(part, 'AD_HOC_EVENT')] : []),
  ...children(part, 'startEvent', 'endEvent', 'conversation', 'conversationLink').map((inside) => broken(inside, 'AD_HOC_CONTENT', { kind: inside.type })),
];

const METHODS = new Set(['##Compensate', '##Image', '##Store']);

/** The protocol of a transaction is named by a URI, if it is none of the standard's own. */
function checkTransaction(part: Part): Problem[] {
  const method = attribute(part, 'method');
  if (method === undefined || METHODS.has(method)) return [];
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(method) && !/%(?![0-9A-Fa-f]{2})/.test(method) ? [] : [broken(part, 'TRANSACTION_METHOD', { method })];
}

function checkEventSubProcess(source: Source, part: Part): Problem[] {
  const starts = children(part, 'startEvent');
  const flows = partsOf(source, 'sequenceFlow');
  return [
    ...(starts.length === 1 ? [] : [broken(part, 'EVENT_SUB_PROCESS_START', { count: starts.length })]),
    ...(flows.some((flow) => attribute(flow, 'targetRef') === part.id) || child(part, 'incoming') ? [broken(part, 'EVENT_SUB_PROCESS_WITH_INCOMING')] : []),
    ...(flows.some((flow) => attribute(flow, 'sourceRef') === part.id) || child(part, 'outgoing') ? [broken(part, 'EVENT_SUB_PROCESS_WITH_OUTGOING')] : []),
    ...(starts.length === 1 && eventDefinitions(source, starts[0]!).length === 0 && !child(starts[0]!, 'eventDefinitionRef') ? [broken(starts[0]!, 'EVENT_SUB_PROCESS_START_PLAIN')] : []),
  ];
}
