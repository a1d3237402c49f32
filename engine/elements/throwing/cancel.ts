import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** The transaction around it is called off and undone; its cancel boundary event goes on (BPMN 2.0, 10.3.5). */
export const cancel: Thrower<Extract<Trigger, { kind: 'cancel' }>> = {
  throw(_trigger, token, port) {
    port.cancelTransaction(token);
    return false;
  },
};
