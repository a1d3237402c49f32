import { attribute, isEventDefinition, nameOf, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** What other events refer to stands beside the processes: a definition inside an event is that event's own (BPMN 2.0, 10.5.1). */
export const eventDefinitionsShared: StandardRule = {
  id: 'event-definitions-shared',
  check: (source) =>
    partsOf(source, 'eventDefinitionRef').flatMap((reference) => {
      const id = nameOf(source, reference.text);
      if (id === null) return [];
      const definition = source.byId.get(id);
      if (!definition) return [broken(reference, 'REFERENCE_UNKNOWN', { reference: reference.text, attribute: 'eventDefinitionRef' })];
      if (!isEventDefinition(definition)) return [broken(reference, 'REFERENCE_KIND', { reference: reference.text, attribute: 'eventDefinitionRef', kind: definition.type, expected: 'eventDefinition' })];
      return definition.parent === source.root ? [] : [broken(definition, 'EVENT_DEFINITION_SHARED', { event: attribute(definition.parent!, 'id') ?? '' })];
    }),
};
