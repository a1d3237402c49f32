import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** A signal is heard by everyone who waits for its name, inside the case and outside (BPMN 2.0, 10.5.5). */
export const signal: Thrower<Extract<Trigger, { kind: 'signal' }>> = {
  throw(trigger, token, port) {
    port.throwSignal(token, trigger.name);
    return true;
  },
};
