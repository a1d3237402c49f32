import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../../engine/errors.ts';
import { liveOf } from '../../../engine/interpreter/live.ts';
import { instanceOf, newMachine } from '../../../engine/interpreter/machine.ts';
import { stateAfter } from '../../../engine/interpreter/stateAfter.ts';
import { indexOf } from '../../../engine/interpreter/programIndex.ts';
import { withdraw } from '../../../engine/interpreter/withdraw.ts';
import type { State } from '../../../engine/state.ts';
import { programOf } from '../../support/drawing.ts';
import { type Drawn, draw, randomFlow } from '../../support/randomFlow.ts';
import { type RunningCase, runningCase } from '../../support/runningCase.ts';
import { seed } from '../../support/seed.ts';

/** Another one each run; a failure prints it with the path that leads to the smallest flow. */
const RUNS = 60;
const LONGEST = 4_000;

process.stdout.write(`withdrawals and moves: ${RUNS} a property, seed ${seed}\n`);

/** Answers one waiting element: as the flow was drawn to go, or, where a move has led elsewhere, with what it waits for. */
function answerOne(c: RunningCase, { messages }: Drawn, pick: number): boolean {
  const waiting = Object.values(c.state.instances).filter(({ node, waits }) => node !== null && waits?.some(({ node: at, on }) => ['work', 'job', 'message'].includes(on.kind) && (at === node || messages[node])));
  if (waiting.length === 0) return false;
  const { id, node } = waiting[pick % waiting.length]!;
  const told = messages[node!];
  if (told) c.message(told.name);
  const on = told?.how === 'alone' ? undefined : c.state.instances[id]?.waits?.find((wait) => wait.node === node)?.on;
  if (on?.kind === 'message') c.message(on.name);
  if (on?.kind === 'job') c.send({ type: 'job', instance: id, attempt: c.state.instances[id]!.task!.attempt!, outcome: { kind: 'done' } });
  if (on?.kind === 'work') c.send({ type: 'complete', instance: id });
  return true;
}

function drive(c: RunningCase, drawn: Drawn, picks: readonly number[], most = LONGEST): void {
  for (let n = 0; n < most && c.status === 'running' && answerOne(c, drawn, picks[n % picks.length]!); n += 1) doubled(c);
}

const inside = (state: State, scope: number): number[] =>
  Object.values(state.instances).filter(({ id }) => {
    for (let at = state.instances[id]!.parent; at !== null; at = state.instances[at]?.parent ?? null) if (at === scope) return true;
    return false;
  }).map(({ id }) => id);

/** Nothing in a state speaks of instances that are gone, or of tokens in the scope. */
function leftOf(state: State, gone: readonly number[], scope: number): string[] {
  const lost = new Set(gone);
  return [
    ...gone.filter((id) => state.instances[id]).map((id) => `instance ${id}`),
    ...Object.keys(state.arrivals).filter((key) => [scope, ...gone].includes(Number(key.slice(0, key.indexOf(':'))))).map((key) => `arrivals ${key}`),
    ...Object.keys(state.firstPhases ?? {}).filter((key) => [scope, ...gone].includes(Number(key.slice(0, key.indexOf(':'))))).map((key) => `phase ${key}`),
    ...Object.values(state.incidents).filter(({ instance }) => lost.has(instance)).map(({ id }) => `incident ${id}`),
    ...Object.values(state.clocks).filter(({ instance, stoppedAt }) => instance !== null && lost.has(instance) && !stoppedAt).map(({ id }) => `clock ${id}`),
    ...Object.values(state.holds).flat().filter((key) => gone.some((id) => key.endsWith(`:${id}`))).map((key) => `hold ${key}`),
    ...Object.keys(state.corrections).filter((id) => lost.has(Number(id))).map((id) => `correction ${id}`),
  ];
}

/** Two tokens at one place of one scope, or on one flow before a join. What an event beside the flow starts may come twice. */
function doubled(c: RunningCase): void {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const { node, parent, process: key, multi } of Object.values(c.state.instances)) {
    if (node === null || parent === null || multi || c.state.instances[parent]!.multi) continue;
    if (beside(c, key).has(node)) continue;
    const at = `${parent}:${node}`;
    if (seen.has(at)) twice.push(at);
    seen.add(at);
  }
  for (const [key, flows] of Object.entries(c.state.arrivals)) {
    const [scope, join] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    if (beside(c, c.state.instances[Number(scope)]!.process).has(join)) continue;
    for (const [flow, count] of Object.entries(flows)) if (count > 1) twice.push(flow);
  }
  expect(twice).toEqual([]);
}

function beside(c: RunningCase, key: string): Set<string> {
  const index = indexOf(c.program, key);
  const found = new Set<string>();
  const open = index.process.nodes.filter((node) => node.kind === 'eventSubProcess' || (node.kind === 'boundaryEvent' && !node.interrupting)).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...index.successors(id));
  }
  return found;
}

async function begun(drawn: Drawn): Promise<RunningCase> {
  return runningCase(await programOf(drawn.xml), { variables: drawn.variables });
}

const picks = fc.array(fc.nat(50), { minLength: 5, maxLength: 20 });

describe('any block-structured flow', () => {
  test('of which a scope is withdrawn has nothing of that scope left, and everything else', async () => {
    await fc.assert(
      fc.asyncProperty(randomFlow, picks, fc.nat(15), fc.nat(50), async (block, order, most, which) => {
        const drawn = draw(block);
        const c = await begun(drawn);
        drive(c, drawn, order, most);
        const scopes = Object.values(c.state.instances).filter(({ live }) => live !== undefined);
        if (c.status !== 'running' || scopes.length === 0) return;
        const m = newMachine(c.program, liveOf(c.state), c.state.now, { user: 'admin', role: 'administrator' });
        const scope = instanceOf(m, scopes[which % scopes.length]!.id);
        const gone = inside(c.state, scope.id);
        const others = Object.keys(c.state.instances).map(Number).filter((id) => !gone.includes(id));
        withdraw(m, scope);
        const after = stateAfter(m);
        expect(leftOf(after, gone, scope.id)).toEqual([]);
        expect([scope.live, Object.keys(after.instances).map(Number)]).toEqual([0, others]);
        const asked = gone.filter((id) => c.state.instances[id]!.waits?.some(({ on }) => on.kind === 'job' || on.kind === 'callback'));
        expect(m.commands.map((command) => [command.type, 'instance' in command ? command.instance : 0]).sort()).toEqual(asked.map((instance) => ['cancelJob', instance]).sort());
        const open = gone.filter((id) => c.state.instances[id]!.waits?.some(({ on }) => on.kind === 'work'));
        expect(m.log.flatMap((entry) => (entry.type === 'closed' ? [entry.instance] : [])).sort((a, b) => a - b)).toEqual(open);
      }),
      { numRuns: RUNS, seed },
    );
  }, 300_000);

  test('can still complete after any move that is let through, with no token doubled and none lost; one that is refused changes nothing', async () => {
    let made = 0;
    let unsound = 0;
    await fc.assert(
      fc.asyncProperty(randomFlow, picks, fc.array(fc.tuple(fc.nat(8), fc.nat(100), fc.nat(500)), { minLength: 1, maxLength: 5 }), async (block, order, moves) => {
        const drawn = draw(block);
        const c = await begun(drawn);
        for (const [most, who, where] of moves) {
          drive(c, drawn, order, most);
          if (c.status !== 'running') return;
          const live = Object.values(c.state.instances);
          const at = live[who % live.length]!;
          const nodes = c.program.processes[at.process]!.nodes;
          const to = nodes[where % nodes.length]!.id;
          const before = structuredClone(c.state);
          try {
            c.send({ type: 'move', from: at.id, to, reason: 'sent' });
            made += 1;
          } catch (error) {
            if (!(error instanceof DomainError && error.code.startsWith('MOVE_'))) throw error;
            if (error.code === 'MOVE_UNSOUND') unsound += 1;
            expect(c.state).toEqual(before);
            continue;
          }
          const entry = c.log.findLast((each) => each.type === 'moved')!;
          const gone = c.state.instances[at.id] ? inside(before, at.id) : [at.id, ...inside(before, at.id)];
          expect([entry, leftOf(c.state, gone, -1)]).toEqual([expect.objectContaining({ instance: at.id, to }), []]);
          doubled(c);
        }
        drive(c, drawn, order);
        expect({ status: c.status, incidents: c.incidents }).toEqual({ status: 'completed', incidents: [] });
      }),
      { numRuns: RUNS * 2, seed },
    );
    process.stdout.write(`moves made ${made}, refused as unsound ${unsound}\n`);
    expect(made).toBeGreaterThan(0);
  }, 300_000);
});
