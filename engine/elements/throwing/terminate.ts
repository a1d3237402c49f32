import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** Everything in the scope ends at once with the token (BPMN 2.0, 10.5.3). */
export const terminate: Thrower<Extract<Trigger, { kind: 'terminate' }>> = {
  throw(_trigger, token, port) {
    port.terminate(token);
    return false;
  },
};
