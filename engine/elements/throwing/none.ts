import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** Nothing is thrown: a state of the flow that has a name, or the quiet end of a path (BPMN 2.0, 10.5.3 and 10.5.4). */
export const none: Thrower<Extract<Trigger, { kind: 'none' }>> = { throw: () => true };
