import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** The path goes on at the catching link of the same name in the same scope, as if a flow led there (BPMN 2.0, 10.5.5). */
export const link: Thrower<Extract<Trigger, { kind: 'link' }>> = {
  throw(trigger, token, port) {
    port.follow(token, trigger.name);
    return false;
  },
};
