import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../engine/compile.ts';
import { step } from '../../engine/interpreter/step.ts';
import { replay } from '../../engine/replay.ts';
import type { State } from '../../engine/state.ts';
import { programOf, UNFINISHED } from '../support/drawing.ts';
import { frozen } from '../support/frozen.ts';
import { draw, type Drawn, randomFlow } from '../support/randomFlow.ts';
import { type RunningCase, runningCase } from '../support/runningCase.ts';
import { seed } from '../support/seed.ts';

/** Another one each run; a failure prints it with the path that leads to the smallest flow. */
const RUNS = 30;
const LONGEST = 3_000;

process.stdout.write(`random flows: ${RUNS} a property, seed ${seed}\n`);

/** Answers one waiting element, chosen by `pick`; false when nothing waits. */
function answerOne(c: RunningCase, { messages }: Drawn, pick: number): boolean {
  const waiting = Object.values(c.state.instances).filter(({ node, waits }) => node !== null && waits?.some(({ node: at, on }) => ['work', 'job', 'message'].includes(on.kind) && (at === node || messages[node])));
  if (waiting.length === 0) return false;
  const element = waiting[pick % waiting.length]!.node!;
  // Messages go to whoever has waited longest: the oldest of its kind is answered.
  const oldest = waiting.filter(({ node }) => node === element).sort((a, b) => a.waits![0]!.id - b.waits![0]!.id)[0]!;
  const message = messages[element];
  if (message) c.message(message.name);
  if (message?.how === 'alone') return true;
  const job = oldest.waits!.some(({ on }) => on.kind === 'job');
  c.send(job ? { type: 'job', instance: oldest.id, attempt: oldest.task!.attempt!, outcome: { kind: 'done' } } : { type: 'complete', instance: oldest.id });
  return true;
}

async function begun(drawn: Drawn): Promise<RunningCase> {
  return runningCase(await programOf(drawn.xml), { variables: drawn.variables });
}

/** Runs the case to its end, or to `most` answers. */
function drive(c: RunningCase, drawn: Drawn, picks: readonly number[], most = LONGEST): number {
  let answered = 0;
  while (c.status === 'running' && answered < most && answerOne(c, drawn, picks[answered % picks.length]!)) answered += 1;
  return answered;
}

const picks = fc.array(fc.nat(50), { minLength: 5, maxLength: 20 });

describe('any block-structured flow', () => {
  test('completes, enters every task as often as foretold, and is the same from JSON after every step', async () => {
    await fc.assert(
      fc.asyncProperty(randomFlow, picks, async (block, order) => {
        const drawn = draw(block);
        const c = await begun(drawn);
        drive(c, drawn, order);
        const entered = (id: string) => c.entered.filter((element) => element === id).length;
        expect({ status: c.status, incidents: c.incidents, entered: Object.fromEntries(Object.keys(drawn.expected).map((id) => [id, entered(id)])) }).toEqual({ status: 'completed', incidents: [], entered: drawn.expected });
      }),
      { numRuns: RUNS, seed },
    );
  }, 300_000);

  test('is called sound: no deadlock, nothing done twice, nothing out of reach, no loop without a wait', async () => {
    await fc.assert(
      fc.asyncProperty(randomFlow, async (block) => {
        const { problems } = await compile(draw(block).xml, { profile: 'bpmn' });
        expect(problems.filter(({ code }) => !['FLOW_DEAD_END', 'GATEWAY_WITHOUT_DEFAULT'].includes(code) && !UNFINISHED.has(code))).toEqual([]);
      }),
      { numRuns: RUNS * 5, seed },
    );
  }, 300_000);

  test('replayed from its events reaches the same chain', async () => {
    await fc.assert(
      fc.asyncProperty(randomFlow, picks, async (block, order) => {
        const drawn = draw(block);
        const c = await begun(drawn);
        drive(c, drawn, order);
        const again = [...replay(structuredClone(c.program), structuredClone(c.events))].at(-1)!.state;
        expect(again).toEqual(c.state);
      }),
      { numRuns: RUNS, seed },
    );
  }, 300_000);

  test('is moved without a bit of the state before being written to', async () => {
    await fc.assert(
      fc.asyncProperty(randomFlow, picks, async (block, order) => {
        const drawn = draw(block);
        const c = await begun(drawn);
        drive(c, drawn, order);
        let state: State | null = null;
        for (const event of c.events) {
          const before = JSON.stringify(state);
          const after: State = step(c.program, frozen(state), event).state;
          expect(JSON.stringify(state)).toBe(before);
          state = after;
        }
        expect(state!.chain).toBe(c.state.chain);
      }),
      { numRuns: RUNS, seed },
    );
  }, 300_000);

  test('called off anywhere leaves nothing open: no token, no work item, no job, no wait', async () => {
    await fc.assert(
      fc.asyncProperty(randomFlow, picks, fc.nat(12), async (block, order, most) => {
        const drawn = draw(block);
        const c = await begun(drawn);
        drive(c, drawn, order, most);
        if (c.status !== 'running') return;
        c.send({ type: 'cancel', reason: 'withdrawn' });
        expect([c.status, Object.values(c.state.instances).map(({ node, waits }) => [node, waits]), c.state.arrivals, c.state.incidents]).toEqual(['cancelled', [[null, undefined]], {}, {}]);
        const opened = c.log.flatMap((entry) => (entry.type === 'opened' ? [entry.instance] : []));
        const closed = c.log.flatMap((entry) => (entry.type === 'closed' ? [entry.instance] : []));
        expect([...closed].sort()).toEqual([...opened].sort());
        const entered = c.log.flatMap((entry) => (entry.type === 'entered' ? [entry.instance] : []));
        const left = c.log.flatMap((entry) => (entry.type === 'left' ? [entry.instance] : []));
        expect(new Set(left)).toEqual(new Set(entered));
      }),
      { numRuns: RUNS, seed },
    );
  }, 300_000);
});
