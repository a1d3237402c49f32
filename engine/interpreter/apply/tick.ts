import type { Instance, Wait } from '../../state.ts';
import { fireCard } from '../cards.ts';
import { dueNow } from '../dueTimes.ts';
import { appoint } from '../instances.ts';
import { ask, silent } from '../jobs.ts';
import { instanceOf, type Machine, STEP_BUDGET } from '../machine.ts';
import { occur } from '../occur.ts';
import { runToQuiescence } from '../run.ts';
import { guarded } from '../tokens.ts';
import { nextFiring } from '../triggers.ts';

/** Firings after which a tick goes no further in time; the next one goes on. An instant is never left half done. */
const FIRINGS_PER_TICK = 1_000;

/** Time has come to `now`: everything due fires, earliest first, each to quiescence before the next. */
export function tick(m: Machine): void {
  let spent = 0;
  for (let fired = 0, at = ''; m.state.status === 'running'; fired += 1) {
    const due = dueNow(m);
    if (!due || (due.at > at && (fired >= FIRINGS_PER_TICK || spent > STEP_BUDGET))) return;
    at = due.at;
    m.budget = STEP_BUDGET;
    m.visits.clear();
    if (due.kind === 'rung') fireCard(m, due.clock, due.rung);
    else fire(m, instanceOf(m, due.owner), due.wait);
    runToQuiescence(m);
    spent += STEP_BUDGET - m.budget;
  }
}

function fire(m: Machine, owner: Instance, wait: Wait): void {
  const { on } = wait;
  if (on.kind === 'retry') return guarded(m, owner, 'job', () => ask(m, owner));
  if (on.kind === 'callback') return replace(m, owner, wait, { ...wait, on: { kind: 'callback', due: silent(m, owner, on.due!) } });
  if (on.kind !== 'timer') return;
  const next = nextFiring(on);
  replace(m, owner, wait, next && { ...wait, on: next });
  occur(m, owner, wait, { kind: 'timer' });
}

function replace(m: Machine, owner: Instance, wait: Wait, by: Wait | null): void {
  const left = owner.waits!.flatMap((entry) => (entry.id === wait.id ? (by ? [by] : []) : [entry]));
  if (by) appoint(m, owner, by);
  if (left.length > 0) owner.waits = left;
  else delete owner.waits;
}
