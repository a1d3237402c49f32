import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { root } from '../../support/sources.ts';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';
import { review } from '../../server/support/review.ts';

const read = (path: string): string => readFileSync(join(root, 'definitions/matters', path), 'utf8');
const wait = { timeout: 30_000 };
const pictures = process.env.YJS_PICTURES;

const visit = visitCity(async (city) => {
  await city.draw('joint-visit', '联合上门', read('joint-visit/flow.bpmn'));
  const [designer, publisher] = [await city.app.signedIn('drawer', ['designer']), await city.app.signedIn('checker', ['publisher'])];
  await designer.send('post', '/api/definitions/joint-visit/submission', { note: '首次' }).expect(200);
  expect((await review(publisher, 'joint-visit')).status).toBe(200);
  await city.draw('utility', '水电气网联合报装', read('joint-utility-connection/flow.bpmn'), JSON.parse(read('joint-utility-connection/form.json')) as object);
});

async function open(address: string, viewport = { width: 1366, height: 768 }, language?: string) {
  const entered = await visit.enter('designer1', ['designer'], language);
  await entered.page.setViewportSize(viewport);
  await entered.page.goto(`${visit.city.address}${address}`);
  return entered;
}
const rows = (page: Page, caption: string) => page.locator('table', { hasText: caption }).locator('tbody tr');
/** A picture of the whole room, however far it scrolls, where a folder for pictures is named. */
async function look(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  const before = page.viewportSize()!;
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.setViewportSize({ ...before, height: 2600 });
  await page.screenshot({ path: join(pictures, `${name}-whole.png`) });
  await page.setViewportSize(before);
}

describe('the deadline room', () => {
  test('shows every kind of situation with its days, and of the chosen one the way on the diagram, bars, dates, slack and what is not counted', async () => {
    const { page, faults } = await open('/designer/utility/deadline');
    await page.getByText('全部情形都在承诺时限内：最长 43 个工作日，承诺 45 个工作日。').waitFor(wait);

    expect(await rows(page, '结论').evaluateAll((found) => found.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent!.trim()).join(' ')))).toEqual(['43 45 2 在承诺内', '38 45 7 在承诺内', '28 45 17 在承诺内', '23 45 22 在承诺内', '18 45 27 在承诺内', '13 45 32 在承诺内']);
    await page.locator('.deadline .djs-shape').first().waitFor(wait);
    expect(await page.locator('.deadline [data-element-id="plan_power_double"].yjs-path').count()).toBe(1);
    await page.getByLabel('假定受理日期').fill('2026-01-05');
    await page.getByText('2026年3月11日 周三').waitFor(wait);
    await page.getByText('2026年3月13日 周五').waitFor(wait);
    await page.locator('.deadline dd', { hasText: /^外线施工$/ }).waitFor(wait);
    // A gateway without a name is told by the step behind it.
    await page.locator('.deadline dd', { hasText: /回到“联合上门.* · 提出备选时段”：每多走一轮/ }).first().waitFor(wait);
    expect(await rows(page, '占最长一路').filter({ hasText: '供电局' }).innerText()).toMatch(/1\s+27\s+2/);
    await look(page, 'deadline-1366');
    expect(await faultsOf(page)).toEqual([]);

    // By keyboard to the situation without power: the way and the slack are other ones.
    await page.getByRole('button', { name: /不含供电；红线外需要新建管线吗：是/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('最长一路：18 个工作日').waitFor(wait);
    await page.locator('.deadline [data-element-id="plan_power_double"]:not(.yjs-path)').waitFor({ ...wait, state: 'attached' });
    await page.getByLabel('假定受理日期').fill('2026-12-20');
    await page.getByText('节假日安排只公布到 2026-12-31').waitFor(wait);
    expect(faults).toEqual([]);
  }, 120_000);

  test('SC-21 given a longer step, when the worst situation breaks the promise, then room, bar and problem list say which, and the server refuses', async () => {
    await visit.city.draw('utility-late', '超期的报装', read('joint-utility-connection/flow.bpmn').replace('id="plan_power_double" name="供电方案（双电源）" gov:nameEn="Power plan (double supply)" gov:department="power" gov:role="approver" gov:item="SAMPLE-POWER" gov:limitAmount="30"', 'id="plan_power_double" name="供电方案（双电源）" gov:department="power" gov:role="approver" gov:limitAmount="33"'), JSON.parse(read('joint-utility-connection/form.json')) as object);
    const { page, faults } = await open('/designer/utility-late/deadline');
    await page.getByText('有 1 类情形超出承诺：最长 46 个工作日，承诺 45 个工作日。改好之前不能发布。').waitFor(wait);
    await look(page, 'deadline-over');
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: '到画布上看' }).click();
    await page.locator('[data-element-id="plan_power_double"].yjs-way').waitFor(wait);
    await page.locator('.bar.over', { hasText: '供电要单电源还是双电源：双电源' }).waitFor(wait);
    await page.locator('.problems li', { hasText: '红线外需要新建管线吗：是：各环节时限最长一路合计 46 个工作日' }).waitFor(wait);
    await page.getByRole('link', { name: '看期限体检' }).click();
    await page.getByRole('heading', { name: '期限体检' }).waitFor(wait);
    const designer = await visit.city.app.signedIn('drawer', ['designer']);
    const refused = await designer.send('post', '/api/definitions/utility-late/submission', { note: '' });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('PROMISE_TOO_SHORT')]);
    expect(faults).toEqual([]);
  }, 120_000);

  test('on a phone everything is there without scrolling sideways, in English too', async () => {
    const { page, faults } = await open('/designer/utility/deadline', { width: 390, height: 844 }, 'en');
    await page.getByText('Every situation keeps the promise: 43 working days at most').waitFor(wait);
    await page.locator('.deadline .djs-shape').first().waitFor(wait);

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await look(page, 'deadline-390');
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);
});
