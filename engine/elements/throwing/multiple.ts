import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** What ends or leaves the place of the token is thrown last, so that the others happen before: an escalation may, an end does. */
const RANKS: Readonly<Partial<Record<Trigger['kind'], number>>> = { compensation: 1, escalation: 2, link: 3, cancel: 3, error: 3, terminate: 3 };
const rankOf = ({ kind }: Trigger): number => RANKS[kind] ?? 0;

/**
 * Every one of its triggers is thrown, in drawing order but for those that end something (BPMN 2.0, 10.5.5). The token counts
 * them, so that what had to wait for an end of undoing, or for an operator, goes on where it was.
 */
export const multiple: Thrower<Extract<Trigger, { kind: 'multiple' }>> = {
  throw({ triggers }, token, _port, another) {
    const order = [...triggers].sort((a, b) => rankOf(a) - rankOf(b));
    for (let next = token.thrown ?? 0; next < order.length; next += 1) {
      token.thrown = next;
      if (!another(order[next]!)) return false;
    }
    delete token.thrown;
    return true;
  },
};
