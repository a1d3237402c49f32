import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parseCase } from '../../../../scripts/conformance/caseFile.ts';
import { httpDriver, MOST_EVENTS } from '../../../../scripts/conformance/http/httpDriver.ts';
import { runEntry } from '../../../../scripts/conformance/run.ts';
import type { Person } from '../../../../server/client/client.ts';

/** The workers' stand-in, as far as it is told how to answer. */
let standins: Server;
let standinsUrl: string;
/** Requests that it dies of before it answers one. */
let deaths = 0;
beforeAll(async () => {
  standins = createServer((request, response) => void (request.resume(), deaths-- > 0 ? request.socket.destroy() : response.end('{}')));
  await new Promise<void>((resolve) => void standins.listen(0, '127.0.0.1', resolve));
  standinsUrl = `http://127.0.0.1:${(standins.address() as AddressInfo).port}`;
});
afterAll(() => void standins.close());
afterEach(() => void jest.restoreAllMocks());

interface World { readonly atRest: boolean; readonly moving: string | null; readonly seq: number }

/**
 * Runs a case against a platform that says of its world, look after look, what `says` says, each look half a minute of wall
 * time later. Gives how often it looked, and the differences.
 */
async function run(says: (look: number) => World, steps: object[], command: { state: string; code?: string } = { state: 'done' }) {
  let time = Date.parse('2026-03-02T01:00:00.000Z');
  let looks = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => time);
  const line = (seq: number) => ({ id: 'i-1', seq, state: 'running', nextDue: null, tasks: [], waiting: [], incidents: [], history: [], variables: {} });
  const answers: [RegExp, () => unknown][] = [
    [/^GET .*\/deployments\//, () => {
      looks += 1;
      time += 30_000;
      const { seq, ...said } = says(looks);
      return { id: 'd', now: '2026-03-02T01:00:00.000Z', ...said, instances: [line(seq)] };
    }],
    [/^GET .*\/instances\//, () => line(1)],
    [/^GET .*\/tasks/, () => [{ id: 't', instance: 'i-1', element: 'look', openedAt: '2026-03-02T01:00:00.000Z' }]],
    [/^GET .*\/commands\/c/, () => command],
    [/^POST .*\/completion/, () => ({ commandId: 'c', state: 'pending' })],
    [/^(POST|DELETE) /, () => ({ id: 'i-1' })],
  ];
  const answer = async (request: string) => answers.find(([fits]) => fits.test(request))![1]() as never;
  const person: Person = { user: 'a', get: (path) => answer(`GET ${path}`), post: (path) => answer(`POST ${path}`), send: (method, path) => answer(`${method} ${path}`), upload: () => Promise.reject(new Error('not here')) };
  const read = parseCase(JSON.stringify({ id: 'c', bpmn: ['c.bpmn'], process: 'p', steps, expect: {} }));
  const failures = await runEntry({ id: 'c', case: read, files: [] }, httpDriver({ person, standinsUrl, clock: 'rehearsal' }));
  return { looks, told: failures.map(({ at, got }) => `${at}: ${String(got)}`) };
}

const rest: World = { atRest: true, moving: null, seq: 1 };

describe('a case over HTTP', () => {
  test('is waited for as long as something happens, however slow the platform', async () => {
    const { looks, told } = await run((look) => (look < 2 || look > 40 ? rest : { atRest: false, moving: 'i-1 waits for answers: 1', seq: look }), [{ start: {} }]);
    expect([looks > 40, told]).toEqual([true, []]);
  });

  test('is waited for also where one act leads to very many events, as a thousand items of six jobs each do', async () => {
    const { looks, told } = await run((look) => (look < 2 || look > 20 ? rest : { atRest: false, moving: 'i-1 waits for answers: 1', seq: look * 3_000 }), [{ start: {} }]);
    expect([looks > 20, told]).toEqual([true, []]);
  });

  test('is given up when nothing happens any more, with what it waited for; no later step waits again', async () => {
    const { looks, told } = await run((look) => (look < 2 ? rest : { atRest: false, moving: 'i-1 does not say how it stands (COMMAND_UNCONFIRMED)', seq: 3 }), [{ start: {} }, { signal: { name: 's' } }]);
    const why = 'nothing has happened for 120 s, and it is not at rest: i-1 does not say how it stands (COMMAND_UNCONFIRMED)';
    expect([looks < 10, told]).toEqual([true, [`step 1: ${why}`, `step 2: ${why}`, `end: ${why}`]]);
  });

  test('is begun when the workers\' stand-in is there again', async () => {
    deaths = 2;
    const { told } = await run(() => rest, [{ start: {} }]);
    expect([deaths, told]).toEqual([-1, []]);
  });

  test('is given up when it goes on for ever', async () => {
    const { told } = await run((look) => (look < 2 ? rest : { atRest: false, moving: 'i-1 waits for answers: 1', seq: look * 1_000 }), [{ start: {} }]);
    expect(told[0]).toBe(`step 1: still not at rest after ${MOST_EVENTS} events: i-1 waits for answers: 1`);
  });

  test.each([
    [{ state: 'done' }, []],
    [{ state: 'refused', code: 'ITEM_CLOSED' }, ['step 2: refused: ITEM_CLOSED']],
  ])('learns what became of a command that was not confirmed at once: %j', async (command, told) => {
    expect((await run(() => rest, [{ start: {} }, { complete: { element: 'look' } }], command)).told).toEqual(told);
  });
});
