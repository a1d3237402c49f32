import type { NodeBase } from '../../program.ts';
import type { Instance } from '../../state.ts';
import type { Port } from '../element.ts';
import type { Trigger } from '../trigger.ts';

/** An event that throws: an intermediate throw event, or an end event. */
export interface ThrowingNode extends NodeBase {
  readonly kind: 'intermediateThrowEvent' | 'endEvent';
  readonly trigger: Trigger;
}

/** How one kind of trigger is thrown. */
export interface Thrower<T extends Trigger> {
  /**
   * Throws it for the token that stands at the event.
   * `another` throws one more trigger for the same token, as a multiple event does.
   * @returns true: it is thrown and the token goes on at once; false: the token has ended, or what was thrown lets it go on later.
   */
  throw(trigger: T, token: Instance, port: Port, another: (trigger: Trigger) => boolean): boolean;
}
