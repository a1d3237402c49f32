import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { acceptSample } from '../../server/client/acceptSample.ts';
import { openClient, type Person, type PlatformClient } from '../../server/client/client.ts';
import { startPlatform, type OwnPlatform } from '../../scripts/chaos/platform.ts';

interface Records {
  readonly records: readonly { readonly direction: string; readonly department: string; readonly state: string; readonly key: string; readonly attempts: number; readonly late: boolean; readonly lateRule: string | null }[];
  readonly departments: readonly { readonly department: string; readonly element: string; readonly state: string; readonly connectorWaitMs: number; readonly nextTryAt: string | null }[];
}
interface Incident {
  readonly id: string;
  readonly code: string;
  readonly department: string;
  readonly keys: readonly string[];
  readonly advice: string;
}

const hours = (n: number): number => n * 3_600_000;
let platform: OwnPlatform;
let client: PlatformClient;
let clerk: Person;
let operator: Person;

beforeAll(async () => {
  platform = await startPlatform();
  client = openClient(platform.url, platform.dataDir);
  [clerk, operator] = [await client.as('clerk1'), await client.as('operator1')];
}, 300_000);
afterAll(() => platform.stop(false), 90_000);

const tell = (department: string, told: object): Promise<Response> =>
  fetch(`${platform.standinsUrl}/control/${department}`, { method: 'PUT', body: JSON.stringify(told), headers: { 'Content-Type': 'application/json' } });
const records = (caseNumber: string): Promise<Records> => operator.get(`/api/cases/${caseNumber}/records`);
const advance = (caseNumber: string, to: string): Promise<unknown> => operator.post(`/api/cases/${caseNumber}/advance`, { to });
const ledger = async (caseNumber: string): Promise<{ key: string; department: string }[]> =>
  ((await (await fetch(`${platform.standinsUrl}/ledger?caseNumber=${caseNumber}`)).json()) as { entries: { key: string; department: string }[] }).entries;

async function eventually<T>(look: () => Promise<T>, good: (seen: T) => boolean): Promise<T> {
  for (const until = Date.now() + 30_000; ; ) {
    const seen = await look();
    if (good(seen) || Date.now() > until) return seen;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

test('W-13 a department that is down for five hours is seen on the case, and the case goes on by itself when it is back', async () => {
  await tell('marketRegulation', { mode: 'down', until: '2026-09-18T06:30:00.000Z' });
  const { caseNumber } = await acceptSample(clerk, 'open-a-restaurant', { now: '2026-09-18T01:30:00.000Z' });

  const during = await eventually(() => records(caseNumber), ({ departments }) => departments[0]?.state === 'down');
  expect(during.departments).toEqual([expect.objectContaining({ department: 'marketRegulation', element: 'licence', state: 'down', nextTryAt: '2026-09-18T01:31:00.000Z' })]);

  await advance(caseNumber, '2026-09-18T12:00:00.000Z');
  const after = await eventually(() => records(caseNumber), ({ departments }) => departments[0]?.state === 'done');

  // The tries fall 1, 6, 36, 156 minutes and then 6 hours later: the last one finds it back.
  expect(after.departments[0]).toMatchObject({ state: 'done', connectorWaitMs: hours(8) + 36 * 60_000 });
  expect(await ledger(caseNumber)).toHaveLength(1);
  expect(after.records.filter(({ direction }) => direction === 'sent')).toEqual([expect.objectContaining({ department: 'marketRegulation', state: 'done' })]);
}, 120_000);

test('a department that rejects becomes an incident with its key; retried with a corrected value it has one effect', async () => {
  await tell('marketRegulation', { mode: 'wrong', fault: 404 });
  const { caseNumber } = await acceptSample(clerk, 'open-a-restaurant', { now: '2026-09-18T01:30:00.000Z' });
  const [incident] = await eventually(() => operator.get<Incident[]>(`/api/incidents?state=open&caseNumber=${caseNumber}`), (list) => list.length > 0);
  expect(incident).toMatchObject({ code: 'DEPT_REJECTED', department: 'marketRegulation', keys: [expect.stringContaining(caseNumber)] });
  expect(incident?.advice).not.toBe('');

  await tell('marketRegulation', { mode: 'ok' });
  const wish = { action: 'retry', variables: { shopName: '海风小馆（更正）' }, reason: '店名已更正' };
  await operator.post(`/api/incidents/${incident?.id}/settlement`, wish, { key: 'settle-the-rejection' });
  await operator.post(`/api/incidents/${incident?.id}/settlement`, wish, { key: 'settle-the-rejection' });

  const { departments } = await eventually(() => records(caseNumber), (seen) => seen.departments[0]?.state === 'done');
  expect(departments[0]).toMatchObject({ state: 'done' });
  expect(await ledger(caseNumber)).toHaveLength(1);
  const settled = await operator.get<{ settled: { by: string; how: string; reason: string } }[]>(`/api/incidents?state=settled&caseNumber=${caseNumber}`);
  expect(settled[0]?.settled).toMatchObject({ by: 'operator1', how: 'retry', reason: '店名已更正' });
}, 120_000);

test('a record that the department enters afterwards is marked so, with the rule', async () => {
  await tell('marketRegulation', { mode: 'late' });
  const { caseNumber } = await acceptSample(clerk, 'open-a-restaurant', { now: '2026-09-18T01:30:00.000Z' });

  const { records: list } = await eventually(() => records(caseNumber), (seen) => seen.records.some(({ direction }) => direction === 'received'));

  expect(list.find(({ direction }) => direction === 'received')).toMatchObject({ late: true, lateRule: 'REPORTED_AFTERWARDS' });
  await tell('marketRegulation', { mode: 'ok' });
}, 120_000);
