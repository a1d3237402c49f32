import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, child, isAsleep, isInside, partsOf, referred } from './look.ts';
import { itemOf } from './items.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Data says whether it is a list as its item definition does, and a data object's reference is named after it (BPMN 2.0, 10.4.1). */
export const dataKinds: StandardRule = {
  id: 'data-kinds',
  check: (source) => [
    ...partsOf(source, 'dataObject', 'dataInput', 'dataOutput').filter((part) => !isAsleep(source, part)).flatMap((part) => checkCollection(source, part)),
    ...partsOf(source, 'dataObject').filter((part) => child(part, 'dataState') && !isAsleep(source, part)).map((part) => broken(part, 'DATA_OBJECT_STATE')),
    ...partsOf(source, 'dataObjectReference').filter((part) => attribute(part, 'itemSubjectRef') !== undefined && !isAsleep(source, part)).map((part) => broken(part, 'DATA_REFERENCE_ITEM')),
    ...partsOf(source, 'dataObjectReference').filter((part) => !isAsleep(source, part)).flatMap((part) => checkReference(source, part)),
  ],
};

function checkCollection(source: Source, part: Part): Problem[] {
  const item = itemOf(source, part);
  const isCollection = attribute(part, 'isCollection') === 'true';
  return item && item.isCollection !== isCollection ? [broken(part, 'COLLECTION_MISMATCH', { item: item.id })] : [];
}

/** The object is one of the levels around (BPMN 2.0, 10.4.1: visible there and inside); with a state, the name is the object's with the state in brackets after it. */
function checkReference(source: Source, reference: Part): Problem[] {
  const object = referred(source, reference, 'dataObjectRef');
  if (attribute(reference, 'dataObjectRef') === undefined) return [broken(reference, 'ATTRIBUTE_MISSING', { attribute: 'dataObjectRef' })];
  if (object && !isInside(reference, object.parent!)) return [broken(reference, 'DATA_REFERENCE_ELSEWHERE', { reference: object.id! })];
  const [name, state, objectName] = [attribute(reference, 'name'), child(reference, 'dataState')?.attributes.get('name'), object && attribute(object, 'name')];
  if (name === undefined || state === undefined || objectName === undefined) return [];
  const expected = `${objectName} [${state}]`;
  return name.replace(/\s+/g, ' ') === expected.replace(/\s+/g, ' ') ? [] : [broken(reference, 'DATA_REFERENCE_NAME', { written: name, expected })];
}
