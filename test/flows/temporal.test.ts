import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import fc from 'fast-check';
import { compile } from '../../engine/compile.ts';
import { hash } from '../../engine/canonical.ts';
import type { Program } from '../../engine/program.ts';
import { officer, openOffice, type Office, type TestWorker, until } from '../workflows/support/office.ts';
import { replayed } from '../workflows/support/replayed.ts';
import { type Block, labelled } from './block.ts';
import { drawFlow } from './drawFlow.ts';
import { at, bodiesOf, foretell, movesBy, type Move, seenOf } from './play.ts';
import { randomPlan } from './randomBlock.ts';
import { seed } from '../support/seed.ts';

const FLOWS = Number(process.env.YJS_TEMPORAL_FLOWS ?? 8);
/** Cases under way at once; each batch lives through a worker that is killed. */
const BATCH = 40;
/** Events of a run after which a case goes on as a new one: low, so that most cases do. */
const RUN_LIMIT = 14;
const RESTLESS = 20;
/** Milliseconds until a case that does not come to what is foretold counts as gone wrong: longer than a busy computer needs. */
const PATIENCE = 300_000;
/** Milliseconds between two looks at most: forty cases that are looked at without a pause are all the worker would do. */
const LONGEST_PAUSE = 800;

interface Playing {
  readonly caseNumber: string;
  readonly program: Program;
  readonly oracle: ReturnType<typeof foretell>;
  readonly choices: readonly number[];
}

let office: Office;
let worker: TestWorker;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  office = await openOffice();
  worker = await office.work();
}, 120_000);
afterAll(() => office.close(), PATIENCE);

/** Jobs are answered by the department itself; the oracle hears of it at once. */
function answerJobs({ oracle }: Pick<Playing, 'oracle'>): void {
  for (;;) {
    const job = oracle.moves(true).find(({ kind }) => kind === 'job');
    if (!job) return;
    oracle.do(job);
  }
}

async function begin(block: Block, choices: readonly number[], program: Program, variables: Readonly<Record<string, boolean | number>>): Promise<Playing> {
  const caseNumber = `FLOW-${randomUUID().slice(0, 8)}`;
  const playing = { caseNumber, program, oracle: foretell(block, program.profile), choices };
  await office.start(program, { caseNumber, variables, clockMode: 'rehearsal', now: at(0), runLimit: RUN_LIMIT });
  answerJobs(playing);
  return playing;
}

/** Waits until the case is at rest and shows what the structure foretells. */
async function agree({ caseNumber, program, oracle }: Playing, move: Move | 'start'): Promise<void> {
  const expected = oracle.seen();
  let got: unknown;
  await until(async () => {
    const seen = await office.cases.inspect(caseNumber).catch(() => null);
    if (seen === null || seen.jobsInFlight + seen.jobsWaiting + seen.lettersWaiting > 0) return false;
    const { incidents } = seen.state;
    got = { waits: seenOf(seen.state, [], program).waits, over: seen.state.status !== 'running', ...(Object.keys(incidents).length > 0 && { incidents }) };
    return JSON.stringify(got) === JSON.stringify({ waits: expected.waits, over: expected.over });
  }, PATIENCE, LONGEST_PAUSE).catch(() => expect([caseNumber, move, got]).toEqual([caseNumber, move, { waits: expected.waits, over: expected.over }]));
}

async function act({ caseNumber }: Playing, move: Move): Promise<void> {
  if (move.kind === 'timer') {
    const commandId = randomUUID();
    await until(async () => office.cases.advance(caseNumber, { commandId, to: at(move.minutes), actor: officer }, 5_000).catch(refused), PATIENCE, LONGEST_PAUSE);
    return;
  }
  const { state } = (await until(() => office.cases.inspect(caseNumber).catch(() => null), PATIENCE, LONGEST_PAUSE))!;
  for (const event of bodiesOf(move, state)) {
    await office.command(caseNumber, event as Parameters<Office['command']>[1], hash([caseNumber, randomUUID()])).catch((error: { code?: string }) => {
      // The first half of a condition may have ended the case.
      if (error.code !== 'CASE_CLOSED') throw error;
    });
  }
}

const refused = (error: { code?: string }): false => {
  if (error.code === 'COMMAND_UNCONFIRMED' || error.code === 'TEMPORAL_UNAVAILABLE') return false;
  throw error;
};

async function playOn(playing: Playing): Promise<number> {
  let moves = 0;
  for (const move of movesBy(playing.oracle, playing.choices, { restless: RESTLESS, most: 120 })) {
    await act(playing, move);
    playing.oracle.do(move);
    answerJobs(playing);
    await agree(playing, move);
    moves += 1;
  }
  expect(playing.oracle.seen().over).toBe(true);
  return moves;
}

/** Every step once more from the recorded histories. @returns how many runs there were */
async function replay(batch: readonly Playing[]): Promise<number> {
  const numbers = batch.map(({ caseNumber }) => caseNumber);
  await Promise.all(numbers.map((caseNumber) => office.result(caseNumber)));
  const { differences, runs } = await replayed(office, numbers);
  expect(differences).toEqual([]);
  return runs;
}

test(`${FLOWS} random flows on Temporal do what their structure foretells, through killed workers and new runs (seed ${seed})`, async () => {
  // given
  const drawn = fc.sample(fc.tuple(randomPlan(), fc.array(fc.nat(), { minLength: 30, maxLength: 30 })), { numRuns: FLOWS * 3, seed });
  const cases: { block: Block; choices: readonly number[]; program: Program; variables: Readonly<Record<string, boolean | number>> }[] = [];
  for (const [plan, choices] of drawn) {
    const block = labelled(plan);
    const { xml, variables } = drawFlow(block);
    const { program } = await compile(xml, { profile: 'bpmn' });
    const playing = { oracle: foretell(block, 'bpmn') };
    answerJobs(playing);
    // A flow that never waits is over before a worker can be killed.
    if (cases.length < FLOWS && playing.oracle.moves().length > 0) cases.push({ block, choices, program: program!, variables });
  }
  expect(cases).toHaveLength(FLOWS);

  let moves = 0;
  let runs = 0;
  let kills = 0;
  for (let from = 0; from < cases.length; from += BATCH) {
    // when
    const batch = await Promise.all(cases.slice(from, from + BATCH).map(({ block, choices, program, variables }) => begin(block, choices, program, variables)));
    await Promise.all(batch.map((playing) => agree(playing, 'start')));
    const before = worker;
    const played = Promise.all(batch.map(playOn));
    await before.kill();
    kills += 1;
    worker = await office.work();
    // then
    for (const count of await played) moves += count;
    runs += await replay(batch);
  }
  console.log(`random flows on Temporal: ${FLOWS} flows, ${moves} moves, ${runs} runs, ${kills} workers killed`);
  expect(runs).toBeGreaterThan(FLOWS);
}, 3_000_000);
