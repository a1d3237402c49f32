import type { Problem } from '../../problem.ts';
import type { ProblemCode } from '../../problemCodes.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, children, eventDefinitions, isAsleep, isContainer, partsOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Event definitions that name what they wait for, and by which of its attributes it is known. */
const KNOWN_BY: Readonly<Record<string, readonly [reference: string, name: string]>> = {
  messageEventDefinition: ['messageRef', 'name'],
  signalEventDefinition: ['signalRef', 'name'],
  escalationEventDefinition: ['escalationRef', 'escalationCode'],
  errorEventDefinition: ['errorRef', 'errorCode'],
};

/** No two things stand ready for the same: which of them should it be (BPMN 2.0, 10.5.5)? */
export const twins: StandardRule = {
  id: 'twins',
  check: (source) => [
    ...sameNamed(partsOf(source, 'signal'), 'SIGNAL_TWICE'),
    ...source.parts.filter((part) => isContainer(part) && !isAsleep(source, part)).flatMap((container) => [...checkStarts(source, container), ...checkEventSubProcesses(source, container), ...checkBoundaries(source, container)]),
  ],
};

/** A signal is known by its name to everybody who hears it. */
const sameNamed = (parts: readonly Part[], code: ProblemCode): Problem[] =>
  parts.filter((part, i) => attribute(part, 'name') !== undefined && parts.findIndex((other) => attribute(other, 'name') === attribute(part, 'name')) < i).map((part) => broken(part, code, { what: attribute(part, 'name')! }));

/** Kind and name of what an event waits for; a name of null is any. */
const awaited = (source: Source, event: Part): { kind: string; name: string | null }[] =>
  eventDefinitions(source, event).flatMap((definition) => {
    const known = KNOWN_BY[definition.type];
    if (!known) return [];
    const meant = referred(source, definition, known[0]);
    if (!meant && attribute(definition, known[0]) !== undefined) return [];
    return [{ kind: definition.type.replace('EventDefinition', ''), name: (meant && attribute(meant, known[1])) ?? null }];
  });

/** Of the events, those that wait for what an earlier one waits for. */
function repeated(source: Source, events: readonly Part[], kinds: readonly string[], anyIsSame: boolean): { event: Part; kind: string; name: string }[] {
  const before: { kind: string; name: string | null }[] = [];
  return events.flatMap((event) => {
    const own = awaited(source, event).filter(({ kind }) => kinds.includes(kind));
    const again = own.find(({ kind, name }) => before.some((other) => other.kind === kind && (other.name === name || (anyIsSame && (other.name === null || name === null)))));
    before.push(...own);
    return again ? [{ event, kind: again.kind, name: again.name ?? '' }] : [];
  });
}

const checkStarts = (source: Source, container: Part): Problem[] =>
  repeated(source, children(container, 'startEvent'), ['message', 'signal'], false).map(({ event, kind, name }) => broken(event, 'START_TWICE', { kind, what: name }));

function checkEventSubProcesses(source: Source, container: Part): Problem[] {
  const starts = children(container, 'subProcess').filter((inside) => attribute(inside, 'triggeredByEvent') === 'true').flatMap((inside) => children(inside, 'startEvent'));
  return [
    ...repeated(source, starts, ['escalation'], true).map(({ event, name }) => broken(event, 'ESCALATION_CAUGHT_TWICE', { what: name })),
    ...repeated(source, starts, ['message', 'signal', 'error'], false).map(({ event, kind, name }) => broken(event, 'EVENT_SUB_PROCESS_TWICE', { kind, what: name })),
  ];
}

function checkBoundaries(source: Source, container: Part): Problem[] {
  const byHost = new Map<string, Part[]>();
  for (const event of children(container, 'boundaryEvent')) {
    const host = attribute(event, 'attachedToRef') ?? '';
    byHost.set(host, [...(byHost.get(host) ?? []), event]);
  }
  return [...byHost.values()].flatMap((events) => [
    ...repeated(source, events, ['escalation'], true).map(({ event, name }) => broken(event, 'ESCALATION_CAUGHT_TWICE', { what: name })),
    ...repeated(source, events, ['message', 'error'], false).map(({ event, kind, name }) => broken(event, 'BOUNDARY_TWICE', { kind, what: name })),
  ]);
}
