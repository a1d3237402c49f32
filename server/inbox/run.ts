import type { OutboxParts } from '../outbox/deliver.ts';
import { eachOfThem, repeat, type Chore } from '../outbox/run.ts';
import { takeLeases } from '../outbox/takeLeases.ts';
import { deliverCallback } from './deliverCallback.ts';

/** How long the runner rests when no callback waits, milliseconds. */
const restMs = 300;

/** Delivers stored callbacks until stopped. Any number of processes may run it. */
export function runInbox(parts: OutboxParts): Chore {
  return repeat(restMs, parts, async () => {
    const ids = await takeLeases(parts.orm, 'inbox', parts.holder, parts.now(), 16);
    await eachOfThem(parts, ids, (id) => deliverCallback(parts, id));
    return ids.length;
  });
}
