import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Office, openOffice, until } from './support/office.ts';
import { chainOfSteps, programOf } from './support/programs.ts';

const start = { id: 'start', kind: 'startEvent', trigger: { kind: 'none' }, interrupting: true } as const;
const step = { id: 'step0', kind: 'userTask', activity: true, step: { department: 'housing', role: 'approver', opinions: ['agree', 'disagree'] } } as const;
const tells = (id: string, kind: 'message' | 'signal', name: string) => ({ id, kind: 'intermediateThrowEvent', trigger: { kind, name } }) as const;

/** Tells two messages and a signal, then waits for a person, then ends with a last message. */
const teller = programOf(
  'teller',
  [start, tells('one', 'message', 'first'), tells('two', 'message', 'second'), tells('three', 'signal', 'third'), step, { id: 'end', kind: 'endEvent', trigger: { kind: 'message', name: 'last' } }],
  [['start', 'one'], ['one', 'two'], ['two', 'three'], ['three', 'step0'], ['step0', 'end']],
);

describe('what a case throws for others', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
    await office.work();
  }, 120_000);
  afterAll(() => office.close());

  const told = (caseNumber: string) => office.letters.filter((letter) => letter.caseNumber === caseNumber).map(({ command }) => command.name);

  test('is carried in the order it was thrown, again until it is taken, and the case ends after the last', async () => {
    // given
    let refusals = 2;
    office.carry = async ({ command }) => {
      if (command.name === 'second' && refusals-- > 0) throw new Error('the database is away');
    };
    // when
    const caseNumber = await office.start(teller);
    await until(async () => told(caseNumber).includes('third'));
    await office.complete(caseNumber, 'step0');
    const result = await office.result(caseNumber);
    // then
    expect(result).toMatchObject({ status: 'completed' });
    expect(told(caseNumber)).toEqual(['first', 'second', 'second', 'second', 'third', 'last']);
    const ids = office.letters.filter((letter) => letter.caseNumber === caseNumber && letter.command.name === 'second').map(({ command }) => command.id);
    expect(new Set(ids).size).toBe(1);
  }, 60_000);

  test('that was not taken yet goes along into the next run', async () => {
    // given: nobody takes letters, and the case goes on as a new run soon
    let open = false;
    office.carry = async () => {
      if (!open) throw new Error('the database is away');
    };
    const chain = chainOfSteps(30);
    const { nodes, flows } = chain.processes.steps!;
    const begin = nodes.find(({ id }) => id === 'start')!;
    const thrower = { ...tells('one', 'message', 'carried'), scope: 'steps', incoming: ['start_one'], outgoing: ['one_step0'] };
    const program = { ...chain, processes: { steps: { ...chain.processes.steps!, nodes: [{ ...begin, outgoing: ['start_one'] }, thrower, ...nodes.filter(({ id }) => id !== 'start').map((node) => (node.id === 'step0' ? { ...node, incoming: ['one_step0'] } : node))], flows: [{ id: 'start_one', source: 'start', target: 'one' }, { id: 'one_step0', source: 'one', target: 'step0' }, ...flows.filter(({ source }) => source !== 'start')] } } } as unknown as typeof chain;
    const caseNumber = await office.start(program, { runLimit: 60 });
    const runOf = async () => (await office.cases.client.workflow.getHandle(caseNumber).describe()).runId;
    const first = await runOf();
    // when
    for (let done = 0; done < 12; done += 1) await office.complete(caseNumber, `step${done}`);
    await until(async () => (await runOf()) !== first);
    open = true;
    // then
    await until(async () => (await office.cases.inspect(caseNumber)).lettersWaiting === 0);
    expect(new Set(told(caseNumber))).toEqual(new Set(['carried']));
  }, 120_000);
});
