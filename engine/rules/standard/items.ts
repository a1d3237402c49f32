import type { Part, Source } from '../../xml/part.ts';
import { attribute, nameOf, referred } from './look.ts';

/** What a thing carries: the item definition it names, and the structure behind that. undefined where nothing is said. */
export interface Item {
  readonly id: string;
  readonly structure: string | undefined;
  readonly isCollection: boolean;
}

/** The item that an attribute names (`itemSubjectRef`, `itemRef`, `structureRef` of an event's root element). */
export function itemOf(source: Source, part: Part | undefined, name = 'itemSubjectRef'): Item | undefined {
  const definition = part && referred(source, part, name);
  if (!definition || definition.type !== 'itemDefinition') return undefined;
  return { id: definition.id ?? '', structure: attribute(definition, 'structureRef'), isCollection: attribute(definition, 'isCollection') === 'true' };
}

/** Whether two items are the same, by definition or by structure. */
export const isSame = (one: Item, other: Item): boolean => one.id === other.id || (one.structure !== undefined && one.structure === other.structure);

/** What a data association's end carries: references stand for the object or store behind them. */
export function itemBehind(source: Source, part: Part | undefined): Item | undefined {
  if (part?.type === 'dataObjectReference') return itemOf(source, part) ?? itemOf(source, referred(source, part, 'dataObjectRef'));
  if (part?.type === 'dataStoreReference') return itemOf(source, part) ?? itemOf(source, referred(source, part, 'dataStoreRef'));
  return itemOf(source, part);
}

/** Data of the kinds that a data association may join. */
export const ITEM_AWARE = new Set(['dataObject', 'dataObjectReference', 'dataStore', 'dataStoreReference', 'property', 'dataInput', 'dataOutput', 'inputDataItem', 'outputDataItem']);

/** The id a child element's text means, in the drawing's own namespace. */
export const meant = (source: Source, part: Part): string => nameOf(source, part.text) ?? part.text;
