import type { Problem } from '../../problem.ts';
import type { ProblemCode } from '../../problemCodes.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, eventDefinitions, isAsleep, isEvent, isSubProcess } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** What may stand in one position of an event, by the names of the definitions in the schema (`compensate`). */
export interface Place {
  readonly code: ProblemCode;
  readonly kinds: readonly string[];
  /** An event without a trigger may stand here. */
  readonly plain: boolean;
}

const CAUGHT = ['message', 'timer', 'conditional', 'signal'];
/** Every position of an event; the positions beside are those of events that do not interrupt. */
export const PLACES = {
  start: { code: 'START_KIND', kinds: CAUGHT, plain: true },
  subProcessStart: { code: 'SUB_PROCESS_START_TRIGGER', kinds: [], plain: true },
  eventSubProcessStart: { code: 'EVENT_SUB_PROCESS_START_KIND', kinds: [...CAUGHT, 'escalation', 'error', 'compensate'], plain: false },
  eventSubProcessStartBeside: { code: 'EVENT_SUB_PROCESS_START_BESIDE', kinds: [...CAUGHT, 'escalation'], plain: false },
  intermediateCatchEvent: { code: 'CATCH_KIND', kinds: [...CAUGHT, 'link'], plain: false },
  intermediateThrowEvent: { code: 'THROW_KIND', kinds: ['message', 'escalation', 'compensate', 'link', 'signal'], plain: true },
  endEvent: { code: 'END_KIND', kinds: ['message', 'escalation', 'error', 'cancel', 'compensate', 'signal', 'terminate'], plain: true },
  boundary: { code: 'BOUNDARY_KIND', kinds: [...CAUGHT, 'escalation', 'error', 'cancel', 'compensate'], plain: false },
  boundaryBeside: { code: 'BOUNDARY_BESIDE', kinds: [...CAUGHT, 'escalation'], plain: false },
} as const satisfies Readonly<Record<string, Place>>;

/** Codes for an event that has to have a trigger and has none. */
const PLAIN: Readonly<Record<string, ProblemCode>> = { CATCH_KIND: 'CATCH_WITHOUT_EVENT', BOUNDARY_KIND: 'BOUNDARY_WITHOUT_EVENT', BOUNDARY_BESIDE: 'BOUNDARY_WITHOUT_EVENT', EVENT_SUB_PROCESS_START_KIND: 'EVENT_SUB_PROCESS_START_PLAIN', EVENT_SUB_PROCESS_START_BESIDE: 'EVENT_SUB_PROCESS_START_PLAIN' };

/** Every kind of event stands where BPMN has it (BPMN 2.0, 10.5.5, table 10.93). */
export const eventKinds: StandardRule = {
  id: 'event-kinds',
  check: (source) => source.parts.filter((part) => isEvent(part) && !isAsleep(source, part)).flatMap((event) => checkEvent(source, event)),
};

function checkEvent(source: Source, event: Part): Problem[] {
  const place: Place = placeOf(event);
  const drawn = event.children.filter(({ type }) => type.endsWith('EventDefinition') || type === 'eventDefinitionRef');
  if (drawn.length === 0) return place.plain ? [] : [broken(event, PLAIN[place.code]!)];
  return eventDefinitions(source, event)
    .map(({ type }) => type.replace('EventDefinition', ''))
    .filter((kind) => !place.kinds.includes(kind))
    .map((kind) => broken(event, place.code, { kind, kinds: place.kinds.join(', ') }));
}

function placeOf(event: Part): Place {
  if (event.type === 'boundaryEvent') return attribute(event, 'cancelActivity') === 'false' ? PLACES.boundaryBeside : PLACES.boundary;
  if (event.type !== 'startEvent') return PLACES[event.type as 'endEvent'];
  if (!event.parent || !isSubProcess(event.parent)) return PLACES.start;
  if (attribute(event.parent, 'triggeredByEvent') !== 'true') return PLACES.subProcessStart;
  return attribute(event, 'isInterrupting') === 'false' ? PLACES.eventSubProcessStartBeside : PLACES.eventSubProcessStart;
}
