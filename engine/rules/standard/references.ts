import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { isAsleep, lookUp, nameOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

const COLLABORATIONS = ['collaboration', 'globalConversation'];
const CHOREOGRAPHIES = ['choreography', 'globalChoreographyTask'];
const CONVERSATIONS = ['conversation', 'subConversation', 'callConversation'];
const EVENT_DEFINITIONS = ['cancel', 'compensate', 'conditional', 'error', 'escalation', 'link', 'message', 'signal', 'terminate', 'timer'].map((kind) => `${kind}EventDefinition`);

/** What each reference of BPMN's class diagrams leads to, by the name of the attribute or child element that holds it. Those that rules of their own look at are not here. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  messageRef: ['message'], inMessageRef: ['message'], outMessageRef: ['message'],
  signalRef: ['signal'], errorRef: ['error'], escalationRef: ['escalation'],
  itemRef: ['itemDefinition'], itemSubjectRef: ['itemDefinition'], structureRef: ['itemDefinition'],
  operationRef: ['operation'], supportedInterfaceRef: ['interface'], interfaceRef: ['interface'],
  dataObjectRef: ['dataObject'], dataStoreRef: ['dataStore'],
  correlationKeyRef: ['correlationKey'], correlationPropertyRef: ['correlationProperty'],
  participantRef: ['participant'], innerParticipantRef: ['participant'], outerParticipantRef: ['participant'], initiatingParticipantRef: ['participant'], endPointRef: ['endPoint'],
  messageFlowRef: ['messageFlow'], innerMessageFlowRef: ['messageFlow'], outerMessageFlowRef: ['messageFlow'],
  innerConversationNodeRef: CONVERSATIONS, outerConversationNodeRef: CONVERSATIONS,
  // Not a choreography, though that is a collaboration too (BPMN 2.0, 9.5.2).
  calledCollaborationRef: COLLABORATIONS,
  choreographyRef: CHOREOGRAPHIES, calledChoreographyRef: CHOREOGRAPHIES,
  definitionalCollaborationRef: [...COLLABORATIONS, ...CHOREOGRAPHIES], supports: ['process'],
  noneBehaviorEventRef: EVENT_DEFINITIONS, oneBehaviorEventRef: EVENT_DEFINITIONS,
  categoryValueRef: ['categoryValue'],
};

/** Of these, one to nothing changes no execution: it is shown, and kept as it stands (B-06). */
const DESCRIBES = new Set(['categoryValueRef']);

/** What is thrown and caught is BPMN's own, and known by its name. */
const RUNS = new Set(['message', 'signal', 'error', 'escalation']);

/** A reference leads to something that is there, and of the kind that BPMN's class diagrams have (BPMN 2.0, 8.2.2 for other files, else where the reference stands). */
export const references: StandardRule = {
  id: 'references',
  check: (source) =>
    source.parts.filter((part) => !isAsleep(source, part)).flatMap((part) => [
      ...[...part.attributes].flatMap(([name, written]) => checkReference(source, part, name, written)),
      ...(part.parent ? checkReference(source, part.parent, part.type, part.text) : []),
    ]),
};

function checkReference(source: Source, part: Part, name: string, written: string): Problem[] {
  const expected = MEANT[name];
  // The structure of an item is a type of another language.
  if (!expected || written === '' || (name === 'structureRef' && part.type === 'itemDefinition')) return [];
  const found = lookUp(source, written);
  if (!found) {
    const isHere = nameOf(source, written) !== null;
    if (isHere ? DESCRIBES.has(name) : !isNeeded(source, written, expected)) return [];
    return [broken(part, isHere ? 'REFERENCE_UNKNOWN' : 'REFERENCE_ELSEWHERE', { reference: written, attribute: name })];
  }
  return expected.includes(found.type) ? [] : [broken(part, 'REFERENCE_KIND', { reference: written, attribute: name, kind: found.type, expected: expected.slice(0, 2).join(', ') })];
}

/** What is not in the drawing may be of another language, unless nothing can run without it, or the drawing of its namespace is there. */
const isNeeded = (source: Source, written: string, [kind]: readonly string[]): boolean =>
  RUNS.has(kind!) || source.others.some(({ namespace }) => namespace !== undefined && namespace === source.prefixes.get(written.slice(0, written.indexOf(':'))));
