import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, openPlatform, sampleApplication, type Platform } from '../cases/office.ts';

interface Card { id: string; level: string; issuedOn: string; department: string; state: string; step: string; computation: Record<string, unknown>; told: string[]; answer: string | null; answeredBy: string | null }
interface CaseSeen { status: string; virtualNow: string; clocks: { name: string; state: string; dueOn: string | null; paused: boolean; light: string }[] }

describe('a step that runs late in a rehearsal', () => {
  let platform: Platform;
  let caseNumber: string;
  let checkCode: string;
  beforeAll(async () => {
    platform = await openPlatform('SQLite');
    const clerk = await platform.as('clerk1');
    // Friday 18 September 2026, 09:30 in China; Sunday the 20th is worked.
    ({ caseNumber, checkCode } = await clerk.post<{ caseNumber: string; checkCode: string }>('/api/cases', { ...(await sampleApplication(clerk)), rehearsal: { now: '2026-09-18T01:30:00.000Z' } }));
    const officer = await platform.as('marketRegulation-1');
    await eventually(async () => (await officer.get<unknown[]>(`/api/work-items?q=${caseNumber}`)).length > 0);
  }, 240_000);
  afterAll(() => platform?.close(), 60_000);

  const seen = async () => (await platform.as('supervisor1')).get<CaseSeen>(`/api/cases/${caseNumber}`);
  const cards = async (user = 'supervisor1') => (await (await platform.as(user)).get<Card[]>(`/api/cards?caseNumber=${caseNumber}`)).toReversed();

  async function advanceTo(to: string): Promise<void> {
    await (await platform.as('supervisor1')).post(`/api/cases/${caseNumber}/advance`, { to });
    await eventually(async () => (await seen()).virtualNow >= to);
  }

  test('signals come in order on the right working days, each once, with computation and those told (SC-19)', async () => {
    // when
    await advanceTo('2026-09-23T06:00:00.000Z');

    // then
    const given = (await cards()).filter(({ step }) => step === '食品经营许可材料审查');
    expect(given.map(({ level, issuedOn }) => [level, issuedOn])).toEqual([
      ['hint', expect.any(String)],
      ['warning', '2026-09-21'],
      ['yellowCard', '2026-09-22'],
      ['redCard', '2026-09-23'],
    ]);
    expect(given[3]).toMatchObject({ state: 'open', department: 'marketRegulation', told: ['deputyHead', 'supervisor'], computation: { amount: 3, unit: 'workingDay', startedOn: '2026-09-18', dueOn: '2026-09-22', workedWeekends: ['2026-09-20'] } });
    expect(await cards('urbanManagement-1')).toEqual([]);
  }, 120_000);

  test('urge slip and urge notice are written, and the posts are told', async () => {
    const supervisor = await platform.as('supervisor1');
    const documents = await supervisor.get<{ code: string; url: string }[]>(`/api/cases/${caseNumber}/documents`);
    expect(documents.map(({ code }) => code)).toEqual(['04', 'urgeSlip', 'urgeNotice']);
    expect(await supervisor.get(documents[2]!.url)).toContain('催办通知书');
    expect(await supervisor.get<{ level: string }[]>('/api/notices')).toEqual([expect.objectContaining({ level: 'redCard', recipient: 'supervisor' })]);
    expect((await (await platform.as('marketRegulation-chief')).get<{ level: string }[]>('/api/notices')).map(({ level }) => level)).toEqual(['redCard', 'yellowCard', 'warning']);
  }, 60_000);

  test('an answer closes the red card and erases nothing; the summary counts it', async () => {
    // given
    const red = (await cards()).find(({ level }) => level === 'redCard')!;
    const chief = await platform.as('marketRegulation-chief');
    await expect((await platform.as('fireRescue-chief')).post(`/api/cards/${red.id}/answer`, { answer: '不是我' })).rejects.toMatchObject({ status: 404 });

    // when
    await chief.post(`/api/cards/${red.id}/answer`, { answer: '经办人病休，已改派' });

    // then
    expect((await cards()).find(({ id }) => id === red.id)).toMatchObject({ state: 'answered', answer: '经办人病休，已改派', answeredBy: 'marketRegulation-chief', level: 'redCard' });
    await expect(chief.post(`/api/cards/${red.id}/answer`, { answer: '再答' })).rejects.toMatchObject({ status: 409, code: 'CARD_ANSWERED', details: { by: 'marketRegulation-chief' } });
    const summary = await (await platform.as('supervisor1')).get<{ byLevel: Record<string, number>; byDepartment: { department: string; open: number }[] }>('/api/supervision/summary');
    expect(summary.byLevel).toMatchObject({ redCard: expect.any(Number), yellowCard: expect.any(Number) });
    expect(summary.byDepartment).toEqual(expect.arrayContaining([expect.objectContaining({ department: 'marketRegulation' })]));
  }, 60_000);

  test('a special procedure stops the clocks, is told in writing, and ends (SC-04)', async () => {
    // given
    const lead = await platform.as('marketRegulation-chief');

    // when
    await lead.post(`/api/cases/${caseNumber}/special-procedures`, { kind: 'expertReview', reason: '专家评审', basis: '行政许可法第四十五条', days: 5 });
    const paused = await seen();
    const told = await platform.client.get<{ state: string; paused: boolean }>(`/api/progress/${caseNumber}?code=${checkCode}`);
    await expect(lead.post(`/api/cases/${caseNumber}/special-procedures`, { reason: '听证', basis: '行政许可法第四十七条' })).rejects.toMatchObject({ code: 'SPECIAL_PROCEDURE_OPEN' });
    await advanceTo('2026-09-25T06:00:00.000Z');
    await lead.post(`/api/cases/${caseNumber}/special-procedures/finish`, { reason: '评审通过' });
    const resumed = await seen();

    // then
    const ofCase = ({ clocks }: CaseSeen) => clocks.find(({ name }) => name === '开办餐饮店');
    expect(ofCase(paused)).toMatchObject({ state: 'paused', paused: true, light: 'paused', dueOn: null });
    expect(told).toMatchObject({ state: 'specialProcedure', paused: true });
    // Twenty working days from 18 September end on 22 October; the pause took 24 September (the 25th is a holiday).
    expect(ofCase(resumed)).toMatchObject({ state: 'running', dueOn: '2026-10-23' });
    const documents = await lead.get<{ code: string; url: string }[]>(`/api/cases/${caseNumber}/documents`);
    expect(documents.at(-1)).toMatchObject({ code: '08' });
    expect(await lead.get(documents.at(-1)!.url)).toContain('专家评审');
  }, 120_000);

  test('an entry made afterwards is marked, with when it happened (补录)', async () => {
    // given
    const officer = await platform.as('marketRegulation-1');
    const item = (await officer.get<{ id: string; element: string }[]>(`/api/work-items?q=${caseNumber}`)).find(({ element }) => element === 'review_food')!;

    // when
    await officer.post(`/api/work-items/${item.id}/completion`, { opinion: 'agree', occurredAt: '2026-09-22T02:00:00.000Z' });

    // then
    const found = await officer.get<{ steps: { element: string; late: boolean; occurredAt: string }[] }>(`/api/cases/${caseNumber}`);
    expect(found.steps.find(({ element }) => element === 'review_food')).toMatchObject({ late: true, occurredAt: '2026-09-22T02:00:00.000Z' });
  }, 60_000);

  test('an auditor reads the history with personal values masked, and verifies it', async () => {
    // given
    const auditor = await platform.as('auditor1');

    // when
    const history = await auditor.get<{ steps: { seq: number; chain: string; event: { type: string; variables?: Record<string, unknown> } }[] }>(`/api/cases/${caseNumber}/history`);
    const verified = await auditor.get<{ equal: boolean; steps: number; firstDifference: unknown }>(`/api/cases/${caseNumber}/verification`);

    // then
    expect(history.steps.map(({ seq }) => seq)).toEqual(history.steps.map((_, n) => n + 1));
    expect(history.steps[0]!.event).toMatchObject({ type: 'start', variables: { shopName: '海风小馆（示例）', applicantName: '珠******', contactId: '440402**********10' } });
    expect(verified).toMatchObject({ equal: true, firstDifference: null });
    expect(verified.steps).toBeGreaterThanOrEqual(history.steps.length);
    await expect((await platform.as('marketRegulation-1')).get(`/api/cases/${caseNumber}/history`)).rejects.toMatchObject({ status: 403 });
  }, 120_000);
});
