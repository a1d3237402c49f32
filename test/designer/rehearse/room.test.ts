import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ScenarioRun } from '../../../server/catalog/replay/ScenarioRun.ts';
import { seedCalendars, seedMatters } from '../../../server/system/seedCity.ts';
import { storePastCases } from '../../server/support/storePastCases.ts';
import { playShipped } from '../../support/pastCases.ts';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';

const wait = { timeout: 30_000 };

describe('The room in which a flow is rehearsed', () => {
  const visit = visitCity(async (city) => {
    await seedCalendars(city.app.context);
    await seedMatters(city.app.context);
    const { events, heads } = (await playShipped('demo')).play;
    await storePastCases(city.app.orm, 'joint-utility-connection', 1, [{ caseNumber: 'ZH20260001', events, heads }]);
  });

  const look = async (page: Page, name: string): Promise<void> => {
    if (process.env['YJS_LOOK']) await page.screenshot({ path: join(process.env['YJS_LOOK'], `${name}.png`), fullPage: true });
  };
  async function room(key: string, viewport = { width: 1366, height: 768 }) {
    const entered = await visit.enter('designer1', ['designer']);
    entered.page.setDefaultTimeout(30_000);
    await entered.page.setViewportSize(viewport);
    await entered.page.goto(`${visit.city.address}/designer/${key}/rehearse`);
    await entered.page.getByRole('heading', { name: '场景', exact: true }).waitFor(wait);
    return entered;
  }
  const begin = (page: Page) => page.getByRole('button', { name: '受理，开始试运行' }).click();
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const over = (page: Page) => page.locator('.bar .status', { hasText: '已办结' });

  /** Everybody agrees, day by day, until the case is over. */
  async function agreeToEverything(page: Page): Promise<void> {
    for (let turn = 0; turn < 60 && (await over(page).count()) === 0; turn += 1) {
      const calls = page.getByRole('button', { name: '按此答复' });
      const acts = page.locator('.waits .card .row .el-button--primary');
      if ((await calls.count()) > 0) await calls.click();
      else if ((await acts.count()) > 0) await acts.first().click();
      else await press(page, '下一个工作日');
    }
    await over(page).waitFor(wait);
  }

  test('given the shipped restaurant, when everybody agrees, then the run is kept as a scenario that passes and shows what it reaches', async () => {
    const { page, faults } = await room('open-a-restaurant');
    await look(page, 'start');
    await page.getByLabel('受理日期').fill('2026-09-18');
    await begin(page);
    await page.locator('.acts').getByRole('heading').first().waitFor(wait);
    await look(page, 'begun');
    await agreeToEverything(page);
    await look(page, 'done');
    await press(page, '存为场景');
    const dialog = page.getByRole('dialog', { name: '场景名称与预期' });
    await dialog.getByLabel('场景名称').fill('全部同意');
    await look(page, 'expectations');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('1 / 1 通过').waitFor(wait);
    await press(page, '在图上显示');
    // The called flow has ways that nobody took.
    await page.locator('.tab').nth(1).click();
    await page.locator('.yjs-note-warning').first().waitFor(wait);
    await look(page, 'coverage');
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('.save.saved').waitFor(wait);
    const stored = (await (await visit.city.app.signedIn('reader', ['designer'])).get('/api/definitions/open-a-restaurant')).body.draft.parts.scenarios;
    expect(Object.values(stored)).toEqual([expect.objectContaining({ title: { zh: '全部同意' }, expect: expect.objectContaining({ status: 'completed' }) })]);
    expect(faults).toEqual([]);

    // The second person sees what the scenario comes to when the server runs it.
    const designer = await visit.city.app.signedIn('designer1', ['designer']);
    await designer.send('post', '/api/definitions/open-a-restaurant/submission', { note: '' }).expect(200);
    const second = await visit.enter('publisher1', ['publisher']);
    await second.page.goto(`${visit.city.address}/designer/open-a-restaurant/review`);
    await second.page.locator('.scenarios li.passes', { hasText: '全部同意' }).waitFor(wait);
    expect(await second.page.locator('.scenarios').innerText()).toMatch(/已走到 \d+\/\d+/);
    expect(await faultsOf(second.page)).toEqual([]);
    expect(second.faults).toEqual([]);
  }, 120_000);

  test('given a department that says nothing, when time goes by, then the case waits; the run outlives a look at the canvas, and a step back takes the time back', async () => {
    const { page } = await room('open-a-restaurant');
    await page.getByLabel('受理日期').fill('2026-09-18');
    await begin(page);
    await page.getByLabel('无应答').first().check();
    await press(page, '按此答复');
    await page.getByText('市场监督管理局已接收，还没有回话').or(page.getByText('等待重新发给')).first().waitFor(wait);
    await press(page, '过 5 个工作日');
    await look(page, 'silent');
    const reached = await page.locator('.now').innerText();
    await page.getByRole('link', { name: '画布', exact: true }).click();
    await page.locator('.djs-shape').first().waitFor(wait);
    await page.getByRole('link', { name: '试运行', exact: true }).click();
    await page.locator('.now').waitFor(wait);
    expect(await page.locator('.now').innerText()).toBe(reached);
    await press(page, '退回一步');
    await page.locator('.now', { hasText: '9月18日' }).waitFor(wait);
    expect(await faultsOf(page)).toEqual([]);
  }, 60_000);

  test('given the shipped F1 scenarios, when they run, then all pass; when the drawing no longer does what one says, then its first difference is on the drawing', async () => {
    const replay = { definition: 'joint-utility-connection', version: 1, total: 30, startedBy: 'designer1', startedAt: '2026-09-18T01:30:00.000Z', seenAt: visit.city.app.context.now(), failure: null };
    const [equal, other] = [null, { seq: 12, event: 'complete' }].map((diverged) => ({ differences: [], events: 96, head: 'c'.repeat(64), diverged }));
    await visit.city.app.orm.em.fork().insertMany(ScenarioRun, [
      { ...replay, id: 'one', scenario: 'demo', state: 'done', done: 30, caseNumber: 'ZH-1', result: equal! },
      { ...replay, id: 'two', scenario: 'under-way', state: 'done', done: 30, caseNumber: 'ZH-2', result: other! },
      { ...replay, id: 'three', scenario: 'silent-department', state: 'running', done: 12, caseNumber: 'ZH-3', result: null },
    ]);
    const { page, faults } = await room('joint-utility-connection');
    await page.getByText('3 / 3 通过').waitFor(wait);
    // What was replayed on the real engine is told beside, one at a time goes on, and it can be stopped.
    await page.getByText('链头相同：96 个事件，cccccccccccc…').waitFor(wait);
    await page.getByText('自第 12 个事件（complete）起链头不同').waitFor(wait);
    await page.getByText('已走 12 / 30 步').waitFor(wait);
    await look(page, 'replays');
    // Who listens is told each tenth alone, in place of each second.
    const going = page.locator('.replay', { has: page.locator('progress') });
    const runs = visit.city.app.orm.em.fork();
    for (const [done, percent] of [[13, 40], [15, 50]] as const) {
      await runs.nativeUpdate(ScenarioRun, { id: 'three' }, { done });
      await page.getByText(`已走 ${done} / 30 步`).waitFor(wait);
      expect(await going.getByRole('status').innerText()).toBe(`已完成 ${percent}%`);
    }
    await page.getByRole('button', { name: /^在真实引擎上重放“/ }).first().click();
    await page.getByText('另一个场景正在重放').waitFor(wait);
    await page.getByRole('button', { name: /^停止重放“/ }).click();
    await page.getByText('重放已停止').waitFor(wait);
    await page.locator('.list li', { hasText: '四个服务' }).getByRole('button', { name: '播放' }).click();
    await over(page).waitFor(wait);
    await look(page, 'demo');
    await page.locator('.list li', { hasText: '四个服务' }).getByRole('button', { name: '编辑预期' }).click();
    const dialog = page.getByRole('dialog', { name: '场景名称与预期' });
    await dialog.locator('tr', { hasText: '一次性答复与联合账单' }).first().getByRole('textbox').or(dialog.locator('tr', { hasText: '一次性答复与联合账单' }).first().locator('input')).first().fill('2026-10-17');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('2 / 3 通过').waitFor(wait);
    await page.locator('.list li', { hasText: '四个服务' }).getByText('应办结日应为 2026-10-17，实为 2026-10-16').waitFor(wait);
    await page.locator('.diagram .yjs-note-overdue').first().waitFor(wait);
    await look(page, 'difference');
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);

    // Who publishes sees the same on the version's page, and may begin one there.
    const second = await visit.enter('publisher1', ['publisher']);
    await second.page.goto(`${visit.city.address}/designer/joint-utility-connection/versions/1`);
    await second.page.getByRole('heading', { name: '场景重放' }).waitFor(wait);
    await second.page.getByText('链头相同：96 个事件').waitFor(wait);
    await second.page.getByText('重放已停止').waitFor(wait);
    await look(second.page, 'version-replays');
    expect(await faultsOf(second.page)).toEqual([]);
    await second.page.getByRole('button', { name: /^在真实引擎上重放“/ }).first().click();
    await second.page.getByText('重放没有走完').or(second.page.getByRole('button', { name: /^停止重放“/ })).first().waitFor(wait);
    expect(second.faults).toEqual([]);
  }, 120_000);

  test('given a finished case, when somebody who designs makes it a scenario from its replay, then the room shows it to its end and keeps it', async () => {
    const { page, faults } = await visit.enter('designer2', ['designer', 'auditor']);
    await page.goto(`${visit.city.address}/audit/ZH20260001`);
    await page.getByRole('link', { name: '做成场景' }).click(wait);
    await over(page).waitFor(wait);
    await page.locator('.list li', { hasText: '来自办件的场景 4' }).getByText('通过').waitFor(wait);
    await look(page, 'from-case');
    expect(new URL(page.url()).search).toBe('');
    expect(faults).toEqual([]);
  }, 60_000);

  test('given a phone, when a flow is rehearsed, then nothing is wider than the page and every act is there', async () => {
    const { page } = await room('open-a-restaurant', { width: 390, height: 844 });
    await begin(page);
    await press(page, '按此答复');
    await page.locator('.waits .card').first().waitFor(wait);
    await look(page, 'phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await faultsOf(page)).toEqual([]);
  }, 60_000);

  test('given the keyboard alone, when a rehearsal is begun, then its first act can be done', async () => {
    const { page } = await room('open-a-restaurant');
    await page.getByRole('button', { name: '受理，开始试运行' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '按此答复' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.waits .card').first().waitFor(wait);
  }, 60_000);
});
