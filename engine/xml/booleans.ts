/** Attributes that are true or false in BPMN's schema. */
const BOOLEANS = [
  'isExecutable', 'isClosed', 'isInterrupting', 'parallelMultiple', 'cancelActivity', 'isForCompensation', 'triggeredByEvent', 'isCollection', 'isSequential', 'testBefore', 'instantiate', 'isImmediate',
  'waitForCompletion', 'cancelRemainingInstances', 'isUnlimited',
] as const;

const NUMBERS = new RegExp(`(\\s(?:${BOOLEANS.join('|')})\\s*=\\s*)(["'])([01])\\2`, 'g');

/** A drawing with `true` and `false` where it has 1 and 0 (XML Schema has both): bpmn-moddle takes `1` for false. */
export const spelledOut = (xml: string): string => xml.replace(NUMBERS, (_all, before: string, quote: string, digit: string) => `${before}${quote}${digit === '1'}${quote}`);
