import type { Instance } from '../../state.ts';
import type { Port } from '../element.ts';
import { type Trigger, triggersIn } from '../trigger.ts';
import { cancel } from './cancel.ts';
import { compensation } from './compensation.ts';
import { error } from './error.ts';
import { escalation } from './escalation.ts';
import { link } from './link.ts';
import { message } from './message.ts';
import { multiple } from './multiple.ts';
import { none } from './none.ts';
import { signal } from './signal.ts';
import { terminate } from './terminate.ts';
import type { Thrower, ThrowingNode } from './thrower.ts';

type Throwers = { readonly [K in Trigger['kind']]?: Thrower<Extract<Trigger, { kind: K }>> };

/** Every kind of trigger that can be thrown, by throw events and end events alike. */
export const throwing: Throwers = { cancel, compensation, error, escalation, link, message, multiple, none, signal, terminate };

/** Throws an event's trigger; the token goes on (or ends, where no flow leads out) unless the trigger has its own way. */
export function throwEvent(node: ThrowingNode, token: Instance, port: Port): void {
  const go = (): void => {
    if (throwTrigger(node.trigger, token, port)) port.complete(token);
  };
  // What others in the case wait for goes out when all of them have come to where they wait.
  if (triggersIn(node.trigger).some(({ kind }) => kind === 'message' || kind === 'signal')) port.whenQuiet(token, go);
  else go();
}

/** Throws a trigger for a token that stands at no throwing event: an activity that throws by itself. */
export function throwFrom(trigger: Trigger, token: Instance, port: Port): void {
  throwTrigger(trigger, token, port);
}

/** @returns whether the token goes on at once. Incident ELEMENT_UNSUPPORTED for what can't be thrown: publish refuses it before. */
function throwTrigger(trigger: Trigger, token: Instance, port: Port): boolean {
  const thrower = throwing[trigger.kind] as Thrower<Trigger> | undefined;
  if (!thrower) return port.fail('ELEMENT_UNSUPPORTED', `Expected an event that can be thrown, but "${token.node}" is a ${trigger.kind} event`);
  return thrower.throw(trigger, token, port, (another) => throwTrigger(another, token, port));
}
