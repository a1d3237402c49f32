import { describe, expect, test } from '@jest/globals';
import { parseCase } from '../../../scripts/conformance/caseFile.ts';
import { coreDriver } from '../../../scripts/conformance/core/coreDriver.ts';
import { run as runAll, runEntry } from '../../../scripts/conformance/run.ts';
import { drawing, end, loop, path, start, sub, user } from '../../support/drawing.ts';

const message = '<message id="m" name="go"/><signal id="s" name="all"/><error id="e" errorCode="E"/>';
const task = '<extensionElements><zeebe:taskDefinition type="worker"/></extensionElements>';

/** A case on a drawing of its own; gives the differences as `at, what: expected, got`. */
async function run(content: string, more: object): Promise<string[]> {
  const read = parseCase(JSON.stringify({ id: 'c', bpmn: ['c.bpmn'], expect: {}, ...more }));
  const failures = await runEntry({ id: 'c', case: read, files: [{ name: 'c.bpmn', bytes: new TextEncoder().encode(drawing(content, { more: message })) }] }, coreDriver());
  return failures.map(({ at, what, expected, got }) => `${at}, ${what}: ${String(expected)}, ${String(got)}`);
}

const served = `${start}<serviceTask id="ask">${task}</serviceTask>${user('look')}${end}${path('start', 'ask', 'look', 'end')}`;
const begin = { start: { process: 'p', variables: { n: 1 }, main: true } };

describe('cases on the pure core', () => {
  test('workers answer at once, with FEEL over the case\'s variables, and people when a step says so', async () => {
    const more = { workers: { ask: { set: { n: '=n + 1', text: 'as it is' } } }, steps: [begin, { expectWaiting: { look: 1 } }, { complete: { element: 'look', variables: { seen: true } } }] };
    expect(await run(served, { ...more, expect: { state: ['completed'], completed: { ask: 1, look: 1, end: 1 }, variables: { n: 2, text: 'as it is', seen: true }, waiting: {}, order: [['ask', 'look']] } })).toEqual([]);
  });

  test('a worker that holds its answer keeps the case running; one that throws stops it as an incident', async () => {
    const expected = { expect: { state: ['running'], completed: { ask: 0 } }, steps: [begin] };
    expect(await run(served, { ...expected, workers: { ask: { hold: true } } })).toEqual([]);
    expect(await run(served, { ...expected, workers: { ask: { throwError: 'E' } } })).toEqual([expect.stringContaining('end, state: running, incident, failed, error (ERROR_UNCAUGHT at ask')]);
  });

  test('one step may lead to very many acts, as a thousand items of six jobs each do', async () => {
    const jobs = [1, 2, 3, 4, 5, 6].map((n) => `job_${n}`);
    const drawn = jobs.map((id) => `<serviceTask id="${id}">${task}</serviceTask>`).join('');
    const each = sub('each', `<startEvent id="in"/>${drawn}<endEvent id="out"/>${path('in', ...jobs, 'out')}${loop('inputCollection="=for i in 1..1000 return i" inputElement="item"', { sequential: true })}`);
    expect(await run(`${start}${each}${end}${path('start', 'each', 'end')}`, { steps: [begin], expect: { state: ['completed'], completed: { job_6: 1000, end: 1 } } })).toEqual([]);
  }, 60_000);

  test('time passes as a step says, and no sooner', async () => {
    const timed = `${start}<intermediateCatchEvent id="nap"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">PT3S</timeDuration></timerEventDefinition></intermediateCatchEvent>${end}${path('start', 'nap', 'end')}`;
    expect(await run(timed, { steps: [begin, { wait: 'PT2S' }, { expectState: ['running'] }, { wait: 'PT2S' }], expect: { state: ['completed'], completed: { nap: 1 } } })).toEqual([]);
  });

  test('a message starts the process that begins with it, then reaches who waits; nobody is an error of the step', async () => {
    const told = (id: string) => `<messageEventDefinition id="${id}" messageRef="m"/>`;
    const listening = `<startEvent id="start">${told('d1')}</startEvent><intermediateCatchEvent id="again">${told('d2')}</intermediateCatchEvent>${end}${path('start', 'again', 'end')}`;
    const go = { message: { name: 'go', variables: { from: 'post' } } };
    expect(await run(listening, { steps: [go, { expectState: ['running'] }, go], expect: { state: ['completed'], completed: { start: 1, again: 1, end: 1 }, variables: { from: 'post' } } })).toEqual([]);
    expect(await run(listening, { steps: [{ message: { name: 'other' } }] })).toEqual(['step 1, message: to be taken, nobody waits for message "other", and no process starts with it']);
    expect(await run(listening, { steps: [{ message: { name: 'other' }, expectFail: true }] })).toEqual([]);
  });

  test('the expectations are about the instance that is named, else the one begun first; a start without a process begins the case\'s own', async () => {
    const begins = (n: number, main?: boolean) => ({ start: { variables: { n }, ...(main === undefined ? {} : { main }) } });
    expect(await run(served, { process: 'p', steps: [begins(1), begins(2)], expect: { variables: { n: 1 } } })).toEqual([]);
    expect(await run(served, { process: 'p', steps: [begins(1, false), begins(2, true), begins(3)], expect: { variables: { n: 2 } } })).toEqual([]);
    expect(await run(served, { steps: [begins(1)] })).toEqual(['step 1, start: to be taken, no process "" was deployed']);
  });

  test('a start that is refused is told at its step, and leaves no instance', async () => {
    const refused = { start: { process: 'p', variables: { constructor: 1 } } };
    expect(await run(served, { steps: [refused, begin], expect: { variables: { n: 1 } } })).toEqual([expect.stringContaining('step 1, start: to be taken')]);
  });

  test('a signal reaches every instance', async () => {
    const hearing = `${start}<intermediateCatchEvent id="hear"><signalEventDefinition id="d" signalRef="s"/></intermediateCatchEvent>${end}${path('start', 'hear', 'end')}`;
    expect(await run(hearing, { steps: [begin, { start: { process: 'p' } }, { signal: { name: 'all' } }], expect: { completed: { hear: 2 } } })).toEqual([]);
  });

  test('a model that must be refused passes when it is, and fails when it is not', async () => {
    const refused = { expect: { deploy: 'rejected' } };
    expect(await run(`${start}${end}<sequenceFlow id="f" sourceRef="end" targetRef="start"/>`, refused)).toEqual([]);
    expect(await run(served, refused)).toEqual(['deployment, deployment: refused, taken without an error']);
  });

  test('an engine that can no longer be used has failed all that is left, at once', async () => {
    const told: string[] = [];
    const open = () => (told.length === 0 ? coreDriver() : Promise.reject(new Error('the platform ended')));
    const entries = ['a', 'b', 'c'].map((id) => ({ id, unreadable: 'no JSON' }));
    const { passed, failed } = await runAll(entries, 'core', open, (line) => void told.push(line));
    expect([passed, failed, told.at(-1)]).toEqual([0, 3, '✗ b [core] and all that follow: not run, the platform ended']);
  });

  test('a case that can\'t be read has failed', async () => {
    expect(await runEntry({ id: 'c', unreadable: 'no JSON' }, coreDriver())).toEqual([{ at: 'file', what: 'case', expected: 'a case that can be read', got: 'no JSON' }]);
  });
});
