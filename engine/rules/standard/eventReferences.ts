import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { allReferred, attribute, child, isAsleep, isEvent, partsOf, processOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Where an event is: what throws says more than what catches. */
const THROWS = new Set(['endEvent', 'intermediateThrowEvent']);

/** An event of an executable process says which message, signal, escalation or error it means, and that has what it is known by (BPMN 2.0, 10.5.5). */
export const eventReferences: StandardRule = {
  id: 'event-references',
  check: (source) => [
    ...source.parts.filter(({ type, parent }) => type.endsWith('EventDefinition') && parent !== null).filter((part) => !isAsleep(source, part) && processOf(part)?.attributes.get('isExecutable') !== 'false').flatMap((part) => checkDefinition(source, part)),
    ...partsOf(source, 'receiveTask', 'sendTask').filter((task) => !isAsleep(source, task)).flatMap((task) => checkTask(source, task)),
  ],
};

function checkDefinition(source: Source, definition: Part): Problem[] {
  const events = eventsOf(source, definition);
  const throws = events.some(({ type }) => THROWS.has(type));
  switch (definition.type) {
    case 'messageEventDefinition':
      return [...(events.length > 0 && events.every((event) => isCarried(source, event)) ? [] : checkSaid(definition, 'messageRef', 'MESSAGE_REF_MISSING')), ...checkNamed(source, definition, 'messageRef', 'name', 'MESSAGE_MISSING'), ...checkOperation(source, definition)];
    case 'signalEventDefinition':
      return [...checkSaid(definition, 'signalRef', 'SIGNAL_REF_MISSING'), ...checkNamed(source, definition, 'signalRef', 'name', 'SIGNAL_MISSING')];
    case 'escalationEventDefinition':
      return throws ? [...checkSaid(definition, 'escalationRef', 'ESCALATION_REF_MISSING'), ...checkNamed(source, definition, 'escalationRef', 'escalationCode', 'ESCALATION_CODE_MISSING')] : [];
    case 'errorEventDefinition':
      return throws ? [...checkSaid(definition, 'errorRef', 'ERROR_REF_MISSING'), ...checkNamed(source, definition, 'errorRef', 'errorCode', 'ERROR_CODE_MISSING')] : [];
    case 'conditionalEventDefinition':
      return child(definition, 'condition') ? [] : [broken(definition, 'CONDITION_MISSING')];
    case 'timerEventDefinition':
      return checkTimer(definition);
    default:
      return [];
  }
}

/** The events that have a definition, directly or by reference. */
const eventsOf = (source: Source, definition: Part): readonly Part[] =>
  definition.parent === source.root ? source.parts.filter((part) => isEvent(part) && allReferred(source, part, 'eventDefinitionRef').includes(definition)) : [definition.parent!];

/** The message flow at an event or task says which message is meant, where the element itself does not (BPMN 2.0, 9.4). */
const isCarried = (source: Source, part: Part): boolean => partsOf(source, 'messageFlow').some((flow) => [referred(source, flow, 'sourceRef'), referred(source, flow, 'targetRef')].includes(part));

const checkSaid = (part: Part, name: string, missing: 'MESSAGE_REF_MISSING' | 'SIGNAL_REF_MISSING' | 'ESCALATION_REF_MISSING' | 'ERROR_REF_MISSING'): Problem[] => (attribute(part, name) === undefined ? [broken(part, missing)] : []);

function checkNamed(source: Source, part: Part, reference: string, name: string, code: 'MESSAGE_MISSING' | 'SIGNAL_MISSING' | 'ESCALATION_CODE_MISSING' | 'ERROR_CODE_MISSING'): Problem[] {
  const found = referred(source, part, reference);
  return found && (found.attributes.get(name) ?? '').trim() === '' ? [broken(part, code, { reference: found.id ?? '' })] : [];
}

/** Where the drawing describes operations that carry the message, the event says which of them it is. */
function checkOperation(source: Source, definition: Part): Problem[] {
  const message = referred(source, definition, 'messageRef');
  if (!message || child(definition, 'operationRef')) return [];
  const carried = partsOf(source, 'operation').some((operation) => [...allReferred(source, operation, 'inMessageRef'), ...allReferred(source, operation, 'outMessageRef')].includes(message));
  return carried ? [broken(definition, 'OPERATION_REF_MISSING', { message: attribute(message, 'name') ?? message.id ?? '' })] : [];
}

function checkTimer(definition: Part): Problem[] {
  const times = ['timeDate', 'timeDuration', 'timeCycle'].filter((name) => child(definition, name));
  const ours = attribute(definition, 'gov:workingDays') !== undefined;
  if (times.length > 1) return [broken(definition, 'TIMER_SEVERAL', { times: times.join(', ') })];
  return times.length === 0 && !ours ? [broken(definition, 'TIMER_MISSING')] : [];
}

function checkTask(source: Source, task: Part): Problem[] {
  const waits = task.type === 'receiveTask' && !isCarried(source, task);
  return [...(waits ? checkSaid(task, 'messageRef', 'MESSAGE_REF_MISSING') : []), ...checkNamed(source, task, 'messageRef', 'name', 'MESSAGE_MISSING')];
}
