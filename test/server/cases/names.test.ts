import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { ClockEntry } from '../../../engine/log.ts';
import { checkCharacter } from '../../../server/cases/caseNumber.ts';
import { checkCodeOf } from '../../../server/cases/checkCode.ts';
import { seedDemonstration } from '../../../server/identity/seedPeople.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { seedCalendars, seedMatters } from '../../../server/system/seedCity.ts';
import { opened, step, told, writeCase } from '../readModel/story.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

const body = 'YJS44040020260918000001';
const caseNumber = body + checkCharacter(body);
const limit = { amount: 3, unit: 'workingDay', kind: 'promised' } as const;
const clock = (id: number, element: string | null, instance: number | null, more: Partial<ClockEntry> = {}): ClockEntry => ({
  type: 'clock', action: 'started', clock: id, instance, element, limit, dueOn: '2026-09-18', dueAt: '2026-09-18T15:59:59.000Z', provisional: false, calendarVersion: 'v', ...more,
});
const pause = { from: '2026-09-18T01:31:00.000Z', to: null, fromOn: '2026-09-18', toOn: null, notCounted: 0, reason: '外线施工', basis: null };

describe('a case of a shipped matter, asked about in Chinese and in English', () => {
  let city: TestApp;
  let folder: string;
  let everybody: Caller;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yijianshi-names-'));
    city = await openTestApp({ config: { dataDir: folder, demo: true }, now: () => '2026-09-18T02:00:00.000Z' });
    await seedCalendars(city.context);
    await seedDemonstration(city.context);
    await seedMatters(city.context);
    everybody = await city.signedIn('all1', ['clerk', 'approver', 'supervisor', 'auditor', 'operator', 'designer'], 'housing');
    await writeCase(city.orm, caseNumber, { matter: 'joint-utility-connection', matterName: '水电气网联合报装', leadDepartment: 'housing' });
    await apply(
      city.orm,
      told(caseNumber, [
        step(1, [
          opened(2, 'housing', { process: 'joint-visit', element: 'propose', name: '提出备选时段' }),
          opened(3, 'housing', { element: 'reply', name: '一次性答复与联合账单' }),
          opened(4, 'serviceCentre', { element: 'works', name: '外线施工', role: 'clerk' }),
          { type: 'job', instance: 5, element: 'connect', attempt: 1, department: 'power', operation: 'conclusion', state: 'asked' },
          clock(7, null, null),
          clock(8, 'propose', 2),
          { type: 'incident', action: 'raised', element: 'connect', incident: { id: 9, instance: 5, code: 'DEPT_REJECTED', message: 'x', raisedAt: '2026-09-18T01:31:00.000Z' } as never },
          { type: 'card', card: 10, level: 'warning', signal: 'blue', answerBy: null, clock: 8, instance: 2, element: 'propose', department: 'housing', to: ['approver'], on: '2026-09-18', computation: { pauses: [pause] } },
          { type: 'card', card: 11, level: 'warning', signal: 'blue', answerBy: null, clock: 7, instance: null, element: null, department: 'housing', to: ['approver'], on: '2026-09-18', computation: {} },
          { type: 'card', card: 12, level: 'warning', signal: 'blue', answerBy: null, clock: 13, instance: 6, element: 'survey', department: 'housing', to: ['approver'], on: '2026-09-18', computation: {} },
          clock(7, null, null, { action: 'paused', reason: '外线施工' }),
        ]),
        step(2, [
          { type: 'closed', element: 'reply', instance: 3, how: 'completed', opinion: 'agree' },
          { type: 'document', code: 'combinedReply', instance: 3, data: {} },
        ]),
      ]),
    );
  }, 120_000);
  afterAll(async () => {
    await city.close();
    rmSync(folder, { recursive: true });
  });

  const ask = async (path: string, language: string) => {
    const reply = await everybody.get(path).set('Accept-Language', language).expect(200);
    return reply.type === 'text/html' ? reply.text : reply.body;
  };
  const document = async (language: string) => {
    const rows = (await ask(`/api/cases/${caseNumber}/documents`, language)) as { url: string }[];
    return ask(rows[0]!.url, language);
  };
  const matter = { 'zh-CN': '水电气网联合报装', en: 'Joint utility connection' };
  const slots = { 'zh-CN': '提出备选时段', en: 'Propose time slots' };
  const works = { 'zh-CN': '外线施工', en: 'Outside line works' };
  const reply = { 'zh-CN': '一次性答复与联合账单', en: 'One reply and one bill' };
  const connect = { 'zh-CN': '签约、装表、接通', en: 'Contract, meter, connection' };
  const visit = { 'zh-CN': '联合上门（踏勘、检验、勘验）', en: 'Joint visit (survey or inspection)' };

  describe.each(['zh-CN', 'en'] as const)('%s', (language) => {
    const m = matter[language];

    test('the case: its matter, steps of people and of systems, clocks and the reason of a pause', async () => {
      const found = await ask(`/api/cases/${caseNumber}`, language);
      expect(found.matterName).toBe(m);
      expect(found.steps.map(({ name }: { name: string }) => name)).toEqual([slots[language], reply[language], works[language], connect[language]]);
      expect(found.clocks.map(({ name, ledger }: { name: string; ledger: { reason?: string }[] }) => [name, ledger.at(-1)?.reason])).toEqual([[m, works[language]], [slots[language], undefined]]);
      expect(found.incidents.map(({ matterName }: { matterName: string }) => matterName)).toEqual([m]);
    });

    test.each([
      ['the list of cases', '/api/cases', [{ matterName: m }]],
      ['the inbox', '/api/work-items', [{ name: slots[language], matterName: m }]],
      ['the inbox, searched by a step', `/api/work-items?q=${encodeURIComponent({ 'zh-CN': '备选', en: 'time SLOT' }[language])}`, [{ name: slots[language] }]],
      ['the inbox, searched by a matter', `/api/work-items?q=${encodeURIComponent({ 'zh-CN': '联合报装', en: 'utility' }[language])}`, [{ name: slots[language] }]],
      ['the inbox, searched for nothing there', '/api/work-items?q=zoo', []],
      ['one item', `/api/work-items/${caseNumber}.2`, { name: slots[language], matterName: m, others: expect.arrayContaining([expect.objectContaining({ name: connect[language] })]) }],
      ['the drawings', `/api/cases/${caseNumber}/diagram`, { processes: [{ name: m }, { name: visit[language] }] }],
      ['incidents', '/api/incidents', [{ matterName: m }]],
      ['the summary', '/api/supervision/summary', { dueToday: [{ step: slots[language] }] }],
      ['the matters on offer', '/api/matters', [{ name: m }, {}]],
      ['the catalogue', '/api/definitions', { definitions: [{ name: m }, { name: visit[language] }, {}] }],
      ['the panel', '/api/elements-data', { processes: expect.arrayContaining([expect.objectContaining({ key: 'joint-visit', name: visit[language] })]) }],
    ])('%s', async (_what, path, expected) => {
      expect(await ask(path, language)).toMatchObject(expected);
    });

    test('signals: the step, open or not yet, the whole case, and the reason of a pause', async () => {
      const cards = (await ask('/api/cards', language)) as { id: string; step: string; matterName: string; computation: { pauses?: { reason: string }[] } }[];
      expect(cards.map(({ id, step: of, matterName }) => [id.split('.')[1], of, matterName]).toSorted()).toEqual([['10', slots[language], m], ['11', m, m], ['12', { 'zh-CN': '联合踏勘', en: 'Joint survey' }[language], m]]);
      expect(cards.flatMap(({ computation }) => computation.pauses ?? []).map(({ reason }) => reason)).toEqual([works[language]]);
    });

    test('the history', async () => {
      const history = await ask(`/api/cases/${caseNumber}/history`, language);
      expect(history.matterName).toBe(m);
      const log = history.steps[0].log as { type: string; name?: string; reason?: string }[];
      expect(log.flatMap(({ name, reason }) => name ?? reason ?? [])).toEqual([slots[language], reply[language], works[language], works[language]]);
    });

    test('a document, and the progress page of the applicant', async () => {
      expect(await document(language)).toContain(reply[language]);
      const code = checkCodeOf(city.context.services.cases.master, caseNumber);
      const { body: progress } = await request(city.app).get(`/api/progress/${caseNumber}?code=${code}`).set('Accept-Language', language).expect(200);
      expect(progress.matterName).toBe(m);
      expect(progress.wanted[0].text).toContain(works[language]);
    });
  });
});
