import type { Occurrence } from '../elements/element.ts';
import type { Instance, Wait } from '../state.ts';
import { isLive, type Machine, nodeById } from './machine.ts';
import { collect } from './parallelMultiple.ts';
import { portOf } from './port.ts';
import { behaviourOf, guarded } from './tokens.ts';

/** A wait was met: the node it belongs to decides what follows. */
export function occur(m: Machine, owner: Instance, wait: Wait, occurrence: Occurrence, place: 'first' | 'last' = 'last'): void {
  m.queue[place === 'first' ? 'unshift' : 'push']({
    token: owner,
    run: () => {
      if (!isLive(m, owner) || isSpent(owner, wait)) return;
      const node = nodeById(m, owner, wait.node);
      const whole = collect(m, owner, node, wait, occurrence);
      if (whole) guarded(m, owner, 'enter', () => behaviourOf(node).resume?.(node, owner, wait, whole, portOf(m)));
    },
  });
}

/** Of several events met at once an interrupting one ends the others' waits: they happen to nobody any more (B-25, B-31). */
const isSpent = (owner: Instance, { id, on }: Wait): boolean =>
  WITHDRAWN_WITH_WAIT.has(on.kind) && !owner.waits?.some((wait) => wait.id === id);

const WITHDRAWN_WITH_WAIT: ReadonlySet<Wait['on']['kind']> = new Set(['message', 'signal', 'error', 'escalation', 'conditional'] as const);
