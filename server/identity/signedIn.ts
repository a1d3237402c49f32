import type { Actor } from '../../engine/event.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Call } from '../http/route.ts';
import type { Role } from './roles.ts';

/** Who calls, with the rights in force: those of the person whose part is played, where one is. */
export interface SignedIn {
  /** The account that signed in. */
  readonly account: string;
  /** The person in whose name things are done; the account itself unless a part is played. */
  readonly user: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly roles: readonly Role[];
  readonly department: string | null;
  readonly posts: readonly string[];
  readonly actingAs: string | null;
  readonly csrf: string;
  readonly sessionHash: string;
}

/** The caller of a route that isn't public; throws SIGN_IN_REQUIRED where nobody is signed in. */
export function callerOf(call: Pick<Call, 'caller'>): SignedIn {
  if (call.caller === null) throw new DomainError('SIGN_IN_REQUIRED');
  return call.caller;
}

/** The caller as the actor of an event. `role` is the right that is used; throws FORBIDDEN without it. */
export function actorOf(call: Pick<Call, 'caller'>, role: Role): Actor {
  const caller = callerOf(call);
  if (!caller.roles.includes(role)) throw new DomainError('FORBIDDEN');
  return { user: caller.user, role, ...(caller.department !== null && { department: caller.department }) };
}
