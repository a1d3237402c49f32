import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** What is done is undone by its handlers, the last first; the token waits for that unless it is drawn not to (BPMN 2.0, 10.7.2). */
export const compensation: Thrower<Extract<Trigger, { kind: 'compensation' }>> = {
  throw: ({ activity, waitForCompletion }, token, port) => port.compensate(token, activity, waitForCompletion),
};
