import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, children, containerOf, hasTrigger, incoming, isActivity, isAsleep, outgoing, partsOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Activities that may escalate: what runs inside them, or the person who does them, throws (BPMN 2.0, 10.5.6). */
const ESCALATING = new Set(['subProcess', 'transaction', 'adHocSubProcess', 'callActivity', 'userTask']);

/** A boundary event sits on an activity beside it and leads on; that of a compensation leads to its handler alone (BPMN 2.0, 10.5.4). */
export const boundaryEvents: StandardRule = {
  id: 'boundary-events',
  check: (source) => partsOf(source, 'boundaryEvent').filter((event) => !isAsleep(source, event)).flatMap((event) => [...checkHost(source, event), ...checkFlows(source, event)]),
};

function checkHost(source: Source, event: Part): Problem[] {
  const written = attribute(event, 'attachedToRef');
  if (written === undefined) return [broken(event, 'BOUNDARY_UNATTACHED')];
  const host = referred(source, event, 'attachedToRef');
  if (!host) return [broken(event, 'BOUNDARY_UNATTACHED', { reference: written })];
  if (!isActivity(host) || attribute(host, 'triggeredByEvent') === 'true') return [broken(event, 'BOUNDARY_HOST_INVALID')];
  if (containerOf(host) !== containerOf(event)) return [broken(event, 'BOUNDARY_HOST_ELSEWHERE', { host: written })];
  return [
    ...(hasTrigger(source, event, 'cancel') && host.type !== 'transaction' ? [broken(event, 'CANCEL_BOUNDARY_OUTSIDE_TRANSACTION')] : []),
    ...(hasTrigger(source, event, 'escalation') && !ESCALATING.has(host.type) && !throwsByItself(host) ? [broken(event, 'ESCALATION_HOST', { host: written })] : []),
  ];
}

/** A multi-instance activity may throw as its instances end, whatever it does (BPMN 2.0, 10.3.8). */
const throwsByItself = (host: Part): boolean => children(host, 'multiInstanceLoopCharacteristics').some((loop) => !['All', undefined].includes(attribute(loop, 'behavior')));

function checkFlows(source: Source, event: Part): Problem[] {
  const compensates = hasTrigger(source, event, 'compensate');
  const out = outgoing(source, event).length;
  return [
    ...(incoming(source, event).length > 0 ? [broken(event, 'BOUNDARY_WITH_INCOMING')] : []),
    ...(compensates && out > 0 ? [broken(event, 'COMPENSATION_WITH_OUTGOING')] : []),
    ...(!compensates && out === 0 && event.id !== undefined ? [broken(event, 'BOUNDARY_WITHOUT_OUTGOING')] : []),
  ];
}
