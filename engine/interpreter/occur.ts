import type { Occurrence } from '../elements/element.ts';
import type { Instance, Wait } from '../state.ts';
import { type Machine, nodeById } from './machine.ts';
import { portOf } from './port.ts';
import { behaviourOf, guarded } from './tokens.ts';

/** A wait was met: the node it belongs to decides what follows. */
export function occur(m: Machine, owner: Instance, wait: Wait, occurrence: Occurrence): void {
  m.queue.push({
    token: owner,
    run: () => {
      if (!m.state.instances[owner.id] || isSpent(owner, wait)) return;
      const node = nodeById(m, owner, wait.node);
      guarded(m, owner, 'enter', () => behaviourOf(node).resume?.(node, owner, wait, occurrence, portOf(m)));
    },
  });
}

/** Of several events met at once an interrupting one ends the others' waits: they happen to nobody any more (B-25, B-31). */
const isSpent = (owner: Instance, { id, on }: Wait): boolean =>
  (on.kind === 'message' || on.kind === 'signal' || on.kind === 'error') && !owner.waits?.some((wait) => wait.id === id);
