import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** An escalation tells a level above; who threw it goes on unless the catcher interrupts, and also if nobody catches it (BPMN 2.0, 10.5.6). */
export const escalation: Thrower<Extract<Trigger, { kind: 'escalation' }>> = {
  throw: (trigger, token, port) => port.escalate(token, trigger.code),
};
