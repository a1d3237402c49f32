import { attribute, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** An extension that has to be understood for the drawing to mean what it says is one we would have to know (BPMN 2.0, 8.3.3): none is. */
export const mustUnderstand: StandardRule = {
  id: 'must-understand',
  check: (source) =>
    partsOf(source, 'extension').filter((part) => ['true', '1'].includes(attribute(part, 'mustUnderstand') ?? '')).map((part) => broken(part, 'EXTENSION_NOT_UNDERSTOOD', { definition: attribute(part, 'definition') ?? '' })),
};
