import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { children, eventDefinitions, isAsleep, isEvent, referred } from './look.ts';
import { isSame, type Item, itemOf } from './items.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** What each kind of event carries: the root element it names and the attribute there that names the item. */
const CARRIED: Readonly<Record<string, readonly [reference: string, item: string]>> = {
  messageEventDefinition: ['messageRef', 'itemRef'],
  signalEventDefinition: ['signalRef', 'structureRef'],
  escalationEventDefinition: ['escalationRef', 'structureRef'],
  errorEventDefinition: ['errorRef', 'structureRef'],
};

/** An event with data has one for each of its definitions, in their order, and of their kind (BPMN 2.0, 10.5.1). */
export const eventData: StandardRule = {
  id: 'event-data',
  check: (source) => source.parts.filter((part) => isEvent(part) && !isAsleep(source, part)).flatMap((event) => checkEvent(source, event)),
};

function checkEvent(source: Source, event: Part): Problem[] {
  const data = children(event, event.type === 'endEvent' || event.type === 'intermediateThrowEvent' ? 'dataInput' : 'dataOutput');
  if (data.length === 0) return [];
  const definitions = eventDefinitions(source, event);
  if (data.length !== definitions.length) return [broken(event, 'EVENT_DATA_COUNT', { data: data.length, definitions: definitions.length })];
  return definitions.flatMap((definition, i) => {
    const [own, carried] = [itemOf(source, data[i]), carriedBy(source, definition)];
    return own && carried && !isSame(own, carried) ? [broken(event, 'EVENT_DATA_ITEM', { item: own.id, carried: carried.id })] : [];
  });
}

function carriedBy(source: Source, definition: Part): Item | undefined {
  const carried = CARRIED[definition.type];
  return carried && itemOf(source, referred(source, definition, carried[0]), carried[1]);
}
