import type { Moddle } from '../../panel/address.ts';
import type { Pen } from './pen.ts';

/** Once for each entry of a list: the list in FEEL, the name of the entry, one after the other or all at once. */
export interface Each {
  readonly collection: string;
  readonly element: string;
  readonly sequential: boolean;
}

/** Lets a step be done once for each entry of a list (null: once). Results that are collected stay as they are. */
export function setEach(pen: Pen, id: string, each: Each | null): void {
  const shape = pen.shape(id);
  const { factory } = pen.services;
  if (each === null) return pen.set(shape, { loopCharacteristics: undefined });
  const known = shape.businessObject.get('loopCharacteristics') as Moddle | undefined;
  if (known?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') {
    const made = factory.create('bpmn:MultiInstanceLoopCharacteristics', { isSequential: each.sequential }) as unknown as Moddle;
    made.$parent = shape.businessObject;
    pen.set(shape, { loopCharacteristics: made });
  } else if ((known.get('isSequential') === true) !== each.sequential) pen.setPart(shape, known, { isSequential: each.sequential });
  pen.write(shape, { 'zeebe:LoopCharacteristics#inputCollection': each.collection, 'zeebe:LoopCharacteristics#inputElement': each.element });
}
