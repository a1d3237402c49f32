import type { Trigger } from '../trigger.ts';
import type { Thrower } from './thrower.ts';

/** What ends or leaves the place of the token is thrown last, so that the others happen before. */
const LAST: ReadonlySet<Trigger['kind']> = new Set(['compensation', 'link', 'cancel', 'error', 'terminate'] as const);

/** Every one of its triggers is thrown, in drawing order (BPMN 2.0, 10.5.5). */
export const multiple: Thrower<Extract<Trigger, { kind: 'multiple' }>> = {
  throw({ triggers }, _token, _port, another) {
    const order = [...triggers.filter(({ kind }) => !LAST.has(kind)), ...triggers.filter(({ kind }) => LAST.has(kind))];
    return order.every(another);
  },
};
