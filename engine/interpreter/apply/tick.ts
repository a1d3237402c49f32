import type { Instance, Wait } from '../../state.ts';
import { fireCard } from '../cards.ts';
import { dueNow } from '../dueTimes.ts';
import { ask, silent } from '../jobs.ts';
import { instanceOf, type Machine } from '../machine.ts';
import { occur } from '../occur.ts';
import { runToQuiescence } from '../run.ts';
import { guarded } from '../tokens.ts';
import { nextFiring } from '../triggers.ts';

/** Firings one tick may take; a cycle that has more behind it goes on with the next tick. */
const FIRINGS_PER_TICK = 1_000;

/** Time has come to `now`: everything due fires, earliest first, each to quiescence before the next. */
export function tick(m: Machine): void {
  for (let fired = 0; fired < FIRINGS_PER_TICK && m.state.status === 'running'; fired += 1) {
    const due = dueNow(m.state, m.now);
    if (!due) return;
    if (due.kind === 'rung') fireCard(m, due.clock, due.rung);
    else fire(m, instanceOf(m, due.owner), due.wait);
    runToQuiescence(m);
  }
}

function fire(m: Machine, owner: Instance, wait: Wait): void {
  const { on } = wait;
  if (on.kind === 'retry') return guarded(m, owner, 'job', () => ask(m, owner));
  if (on.kind === 'callback') {
    const due = on.due!;
    replace(owner, wait, { ...wait, on: { kind: 'callback', due: null } });
    return silent(m, owner, due);
  }
  if (on.kind !== 'timer') return;
  const next = nextFiring(on);
  replace(owner, wait, next && { ...wait, on: next });
  occur(m, owner, wait, { kind: 'timer' });
}

function replace(owner: Instance, wait: Wait, by: Wait | null): void {
  owner.waits = owner.waits!.flatMap((entry) => (entry.id === wait.id ? (by ? [by] : []) : [entry]));
  if (owner.waits.length === 0) delete owner.waits;
}
