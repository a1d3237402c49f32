import type { MessageTrigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** A message is sent to one who waits for it, and nobody waits for it to come (BPMN 2.0, 10.5.5). */
export const message: Thrower<MessageTrigger> = {
  throw(trigger, token, port) {
    port.throwMessage(token, trigger);
    return true;
  },
};
