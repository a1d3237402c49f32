import { child, type Drawn } from './drawn.ts';

/**
 * The variable that something item-aware stands for (BPMN 2.0, 10.4.1): a data object, its reference, a data store, a
 * property, an input or output. Its name, else its id.
 */
export function itemName(item: Drawn | undefined): string | undefined {
  if (!item) return undefined;
  const behind = child(item, item.$type === 'bpmn:DataStoreReference' ? 'dataStoreRef' : 'dataObjectRef');
  return (item.$type === 'bpmn:DataObjectReference' && behind?.name) || item.name || behind?.name || behind?.id || item.id || undefined;
}
