import { attribute, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** A loop turns no fewer than no times (BPMN 2.0, 10.3.8). */
export const loopMaximum: StandardRule = {
  id: 'loop-maximum',
  check: (source) => partsOf(source, 'standardLoopCharacteristics').filter((loop) => Number(attribute(loop, 'loopMaximum') ?? 1) < 0).map((loop) => broken(loop, 'LOOP_MAXIMUM', { value: attribute(loop, 'loopMaximum')! })),
};
