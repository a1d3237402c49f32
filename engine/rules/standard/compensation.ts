import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, children, containerOf, eventDefinitions, hasTrigger, incoming, isActivity, isAsleep, isInside, isSubProcess, nameOf, outgoing, partsOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Compensation: who catches, by which handler, and what a throw may call back (BPMN 2.0, 10.7). */
export const compensation: StandardRule = {
  id: 'compensation',
  check: (source) => [
    ...source.parts.filter((part) => part.type === 'boundaryEvent' && hasTrigger(source, part, 'compensate') && !isAsleep(source, part)).flatMap((event) => checkCatch(source, event)),
    ...source.parts.filter((part) => isActivity(part) && attribute(part, 'isForCompensation') === 'true' && !isAsleep(source, part)).flatMap((handler) => checkHandler(source, handler)),
    ...source.parts.filter((part) => (part.type === 'process' || isSubProcess(part)) && !isAsleep(source, part)).flatMap((container) => checkEventSubProcesses(source, container)),
    ...partsOf(source, 'intermediateThrowEvent', 'endEvent').filter((event) => !isAsleep(source, event)).flatMap((event) => checkThrow(source, event)),
  ],
};

const compensations = (source: Source, event: Part): Part[] => eventDefinitions(source, event).filter(({ type }) => type === 'compensateEventDefinition');

/** A catch says nothing but that it catches: what and how is the throw's to say. */
const checkWords = (source: Source, event: Part): Problem[] =>
  compensations(source, event).flatMap((definition) => [
    ...(attribute(definition, 'activityRef') === undefined ? [] : [broken(event, 'COMPENSATION_CATCH_WITH_ACTIVITY')]),
    ...(attribute(definition, 'waitForCompletion') === undefined ? [] : [broken(event, 'COMPENSATION_CATCH_WITH_WAIT')]),
  ]);

function checkCatch(source: Source, event: Part): Problem[] {
  const links = partsOf(source, 'association').filter((association) => [attribute(association, 'sourceRef'), attribute(association, 'targetRef')].some((end) => end !== undefined && nameOf(source, end) === event.id));
  const others = links.flatMap((association) => [referred(source, association, 'sourceRef'), referred(source, association, 'targetRef')]).filter((end): end is Part => end !== undefined && end !== event);
  const handlers = others.filter(isActivity);
  const twins = partsOf(source, 'boundaryEvent').filter((other) => other !== event && attribute(other, 'attachedToRef') === attribute(event, 'attachedToRef') && hasTrigger(source, other, 'compensate'));
  const host = referred(source, event, 'attachedToRef');
  return [
    ...checkWords(source, event),
    ...(handlers.length > 1 ? [broken(event, 'COMPENSATION_HANDLERS', { count: handlers.length })] : []),
    ...(handlers.length === 0 ? [broken(event, 'COMPENSATION_WITHOUT_HANDLER')] : []),
    ...handlers.filter((handler) => attribute(handler, 'isForCompensation') !== 'true').map((handler) => broken(handler, 'COMPENSATION_HANDLER_UNMARKED')),
    ...handlers.filter((handler) => containerOf(handler) !== containerOf(event)).map((handler) => broken(handler, 'COMPENSATION_HANDLER_ELSEWHERE')),
    ...(twins.length > 0 ? [broken(event, 'COMPENSATION_CAUGHT_TWICE')] : []),
    ...(host && isSubProcess(host) && compensationsInside(source, host).length > 0 ? [broken(event, 'COMPENSATION_CAUGHT_BOTH_WAYS')] : []),
  ];
}

/** Event sub-processes directly inside that a compensation opens. */
const compensationsInside = (source: Source, container: Part): Part[] =>
  children(container, 'subProcess').filter((inside) => attribute(inside, 'triggeredByEvent') === 'true' && children(inside, 'startEvent').some((start) => hasTrigger(source, start, 'compensate')));

function checkEventSubProcesses(source: Source, container: Part): Problem[] {
  const found = compensationsInside(source, container);
  return [
    ...found.flatMap((inside) => children(inside, 'startEvent').flatMap((start) => checkWords(source, start))),
    ...(container.type === 'process' ? found.map((inside) => broken(inside, 'COMPENSATION_AT_TOP')) : []),
    ...found.slice(1).map((inside) => broken(inside, 'COMPENSATION_SUB_PROCESS_TWICE')),
  ];
}

function checkHandler(source: Source, handler: Part): Problem[] {
  return [
    ...(incoming(source, handler).length > 0 ? [broken(handler, 'COMPENSATION_HANDLER_WITH_INCOMING')] : []),
    ...(outgoing(source, handler).length > 0 ? [broken(handler, 'COMPENSATION_HANDLER_WITH_OUTGOING')] : []),
  ];
}

/** What is called back is an activity beside the throw, or, from an event sub-process, beside that. */
function checkThrow(source: Source, event: Part): Problem[] {
  return compensations(source, event).flatMap((definition): Problem[] => {
    const written = attribute(definition, 'activityRef');
    if (written === undefined) return [];
    const activity = referred(source, definition, 'activityRef');
    if (!activity) return [broken(event, 'COMPENSATION_ACTIVITY_UNKNOWN', { reference: written })];
    if (!isActivity(activity)) return [broken(event, 'COMPENSATION_ACTIVITY_UNKNOWN', { reference: written })];
    if (!scopesAround(event).includes(containerOf(activity)!)) return [broken(event, 'COMPENSATION_ACTIVITY_ELSEWHERE', { reference: written })];
    return isCompensable(source, activity) ? [] : [broken(event, 'COMPENSATION_ACTIVITY_WITHOUT', { reference: written })];
  });
}

/** Whether there is something that undoes an activity: at its edge, inside it, or in the process it calls. */
const isCompensable = (source: Source, activity: Part): boolean =>
  activity.type === 'callActivity' || source.parts.some((part) => (part.type === 'boundaryEvent' || part.type === 'startEvent') && (referred(source, part, 'attachedToRef') === activity || isInside(part, activity)) && hasTrigger(source, part, 'compensate'));

function scopesAround(event: Part): Part[] {
  const scopes: Part[] = [];
  for (let at = containerOf(event); at; at = containerOf(at)) {
    scopes.push(at);
    if (attribute(at, 'triggeredByEvent') !== 'true') break;
  }
  return scopes;
}
