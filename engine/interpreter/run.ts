import { restartClocks } from './clocks.ts';
import { lookAtConditions } from './conditions.ts';
import { continueCompensations, dropLost } from './compensation.ts';
import { handOver } from './earlyMessages.ts';
import { raiseIncident } from './instances.ts';
import { instanceOf, isLive, type Machine, nodeById } from './machine.ts';
import { portOf } from './port.ts';
import { finishIfEmpty } from './scopes.ts';
import { behaviourOf, guarded, STANDS } from './tokens.ts';

/**
 * Runs everything that can move without the outside world: first the tokens, then the joins that decide when nothing
 * else moves, then the scopes that became empty; again until nothing changes.
 */
export function runToQuiescence(m: Machine): void {
  for (;;) {
    drain(m);
    if (m.state.compensations && continueCompensations(m)) continue;
    if (settleJoins(m)) continue;
    if (finishScopes(m)) continue;
    dropLost(m);
    if (m.state.status === 'running') restartClocks(m);
    return;
  }
}

function drain(m: Machine): void {
  lookAtConditions(m);
  for (let work = nextWork(m); work; work = nextWork(m)) {
    if (m.state.status !== 'running') return;
    m.budget -= 1;
    if (m.budget < 0) return stopRunaway(m, [work, ...m.queue.splice(0), ...m.later.splice(0)]);
    work.run();
    lookAtConditions(m);
  }
}

/** What moves next: first who can, then who gets a message that came early, then what waited for all that. */
function nextWork(m: Machine): Machine['queue'][number] | undefined {
  if (m.queue.length === 0) handOver(m);
  return m.queue.shift() ?? m.later.shift();
}

/** Too many steps without a wait: every token still moving stops as an incident; the case and its worker live on. */
function stopRunaway(m: Machine, moving: Machine['queue'][number][]): void {
  for (const { token, run } of moving) {
    if (!isLive(m, token)) continue;
    // What concerns a whole process happens still: it can't stand at a node, and what it starts stops in its turn.
    if (token.node === null) run();
    else raiseIncident(m, token, 'STEP_BUDGET', STANDS, 'enter');
  }
}

function settleJoins(m: Machine): boolean {
  const joins = Object.keys(m.joins);
  const waiting = (m.state.firstPhases ? [...new Set([...joins, ...Object.keys(m.state.firstPhases)])] : joins).map((key) => {
    const colon = key.indexOf(':');
    const scope = instanceOf(m, Number(key.slice(0, colon)));
    return { scope, node: nodeById(m, scope, key.slice(colon + 1)) };
  });
  // A parallel join that has all its tokens fires whatever comes; what may still come to the others is asked when none of those can.
  const isParallel = ({ node }: (typeof waiting)[number]): boolean => node.kind === 'parallelGateway';
  for (const { scope, node } of [...waiting.filter(isParallel), ...waiting.filter((join) => !isParallel(join))]) {
    guarded(m, scope, 'enter', () => behaviourOf(node).settle?.(node, scope, portOf(m)));
    // One at a time: what one join lets go may come to the next.
    if (m.queue.length > 0) return true;
  }
  return false;
}

function finishScopes(m: Machine): boolean {
  if (m.touched.size === 0) return false;
  const touched = [...m.touched].sort((a, b) => b - a);
  m.touched.clear();
  for (const id of touched) finishIfEmpty(m, id);
  return true;
}
