import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** An error ends the path and the scope of whoever catches it; without a catcher the token waits as an incident (BPMN 2.0, 10.5.6). */
export const error: Thrower<Extract<Trigger, { kind: 'error' }>> = {
  throw(trigger, token, port) {
    port.raise(token, trigger.code ?? '');
    return false;
  },
};
