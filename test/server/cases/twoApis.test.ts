import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../server/client/client.ts';
import { Case } from '../../../server/cases/Case.ts';
import { eventually, openPlatform, sampleApplication, type Part, type Platform } from './office.ts';

interface Accepted { caseNumber: string; checkCode: string }

describe('two API processes on one PostgreSQL (C-16)', () => {
  let platform: Platform;
  let clerks: Person[];
  let second: Awaited<ReturnType<Platform['api']>>;
  let worker: Part;
  beforeAll(async () => {
    platform = await openPlatform('PostgreSQL');
    second = await platform.api();
    worker = await platform.worker();
    clerks = [await platform.as('clerk1'), await second.client.as('clerk1')];
  }, 240_000);
  afterAll(() => platform?.close(), 60_000);

  const cases = () => platform.orm.em.fork().count(Case, {});
  const raw = (person: Person, path: string, body: unknown, headers: Record<string, string>) =>
    person.post(path, body, { patienceMs: 0, headers }).then((answer) => ({ status: 200, answer }), (refused: { status: number; code: string }) => ({ status: refused.status, code: refused.code }));

  test('a double click is one case, and both get its number (C-01)', async () => {
    // given
    const application = await sampleApplication(clerks[0]!);
    const before = await cases();
    const key = randomUUID();

    // when
    const answers = await Promise.all(clerks.map((clerk) => clerk.post<Accepted>('/api/cases', application, { key })));

    // then
    expect(answers[0]).toEqual(answers[1]);
    expect(await cases()).toBe(before + 1);
  }, 60_000);

  test('the same key again gets the stored reply, while at work it is told so (C-02)', async () => {
    // given
    const application = await sampleApplication(clerks[0]!);
    const key = randomUUID();

    // when
    const during = await Promise.all(Array.from({ length: 6 }, (_, i) => raw(clerks[i % 2]!, '/api/cases', application, { 'Idempotency-Key': key })));
    const after = await clerks[1]!.post<Accepted>('/api/cases', application, { key });

    // then
    for (const { status, ...rest } of during) expect([200, 409]).toContain(rest && status);
    for (const answer of during) if (answer.status === 409) expect(answer).toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
    expect(await clerks[0]!.post('/api/cases', application, { key })).toEqual(after);
  }, 60_000);

  test('the same key with another body is refused (C-03)', async () => {
    const application = await sampleApplication(clerks[0]!);
    const key = randomUUID();
    await clerks[0]!.post('/api/cases', application, { key });
    expect(await raw(clerks[1]!, '/api/cases', { ...application, situations: { hotFood: false, signboard: false, area: 81 } }, { 'Idempotency-Key': key })).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  }, 60_000);

  test('a missing or monstrous key is refused, and keys of different people never meet (C-04)', async () => {
    const application = await sampleApplication(clerks[0]!);
    const key = randomUUID();
    expect(await raw(clerks[0]!, '/api/cases', application, { 'Idempotency-Key': '' })).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_MISSING' });
    expect(await raw(clerks[0]!, '/api/cases', application, { 'Idempotency-Key': 'k'.repeat(10_000) })).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_INVALID' });
    const accepted = await clerks[0]!.post<Accepted>('/api/cases', application, { key });
    const other = await platform.as('serviceCentre-1');
    expect(await raw(other, `/api/cases/${accepted.caseNumber}/special-procedures`, { reason: '听证', basis: '行政许可法第四十五条' }, { 'Idempotency-Key': key })).not.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  }, 60_000);

  test('twenty claims over both processes: one wins, the others are told who (C-06)', async () => {
    // given
    const { caseNumber } = await clerks[0]!.post<Accepted>('/api/cases', await sampleApplication(clerks[0]!));
    const people = await Promise.all([platform.client, second.client].flatMap((client) => ['marketRegulation-1', 'marketRegulation-chief'].map((user) => client.as(user))));
    const item = await eventually(async () => (await people[0]!.get<{ id: string; element: string }[]>(`/api/work-items?q=${caseNumber}`)).find(({ element }) => element === 'review_food'));

    // when
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => raw(people[i % 4]!, `/api/work-items/${item.id}/claim`, {}, { 'Idempotency-Key': randomUUID() })));

    // then
    const winners = new Set(answers.flatMap(({ status }, i) => (status === 200 ? [people[i % 4]!.user] : [])));
    expect(winners.size).toBe(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(10);
  }, 60_000);

  test('a worker dies among twelve cases: the other goes on, and no call has its effect twice (C-17)', async () => {
    // given
    const accepted = await Promise.all(Array.from({ length: 12 }, async (_, i) => clerks[i % 2]!.post<Accepted>('/api/cases', await sampleApplication(clerks[0]!))));

    // when
    await worker.kill();
    const officer = await platform.as('marketRegulation-1');
    const items = await eventually(async () => {
      const open = (await officer.get<{ id: string; caseNumber: string; element: string }[]>('/api/work-items')).filter(({ element, caseNumber }) => element === 'review_food' && accepted.some((one) => one.caseNumber === caseNumber));
      return open.length === accepted.length && open;
    }, 60_000);
    await Promise.all(items.map(({ id }) => officer.post(`/api/work-items/${id}/completion`, { opinion: 'agree' })));

    // then
    const ledger = readFileSync(join(platform.dataDir, 'standins', 'ledger.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { key: string; caseNumber?: string });
    const keys = ledger.map(({ key }) => key);
    expect(keys.length).toBeGreaterThanOrEqual(accepted.length);
    expect(new Set(keys).size).toBe(keys.length);
  }, 120_000);
});
