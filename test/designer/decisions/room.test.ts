import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { root } from '../../support/sources.ts';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';

const matter = (name: string, file: string): string => readFileSync(join(root, 'definitions/matters', name, file), 'utf8');
const wait = { timeout: 15_000 };
const pictures = process.env['YJS_PICTURES'];

const visit = visitCity();

async function room(key: string, size = { width: 1366, height: 768 }) {
  await visit.city.draw(key, '开办餐饮店', matter('open-a-restaurant', 'flow.bpmn'), JSON.parse(matter('open-a-restaurant', 'form.json')) as object);
  const entered = await visit.enter('designer1', ['designer']);
  await entered.page.setViewportSize(size);
  await entered.page.goto(`${visit.city.address}/designer/${key}/decisions`);
  await entered.page.locator('.yjs-decisions .middle').waitFor(wait);
  return entered;
}
const cell = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const shot = async (page: Page, name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};

describe('the room of decisions', () => {
  test("given the city's decision, then it is tried row by row, its rules light up, its gap is told, and only a copy can be changed", async () => {
    const { page, faults } = await room('decisions-a');
    expect(await cell(page, '第 1 条规则，等级').isDisabled()).toBe(true);
    // Nothing is tried before something is said.
    expect([await page.locator('.tests output').innerText(), await page.locator('.tests tbody', { hasText: '没有规则符合' }).count()]).toEqual(['', 0]);
    await page.getByLabel('试算第 1 行，经营面积（平方米）').fill('320');
    await page.getByLabel('试算第 1 行，是否有热食').selectOption({ label: '否' });
    await page.locator('.tests output', { hasText: 'high' }).waitFor(wait);
    expect(await page.locator('.rules tr.hit th').innerText()).toContain('1');
    await page.locator('.coverage', { hasText: '经营面积（平方米） 小于 100，是否有热食 = 是' }).waitFor(wait);
    await shot(page, 'decisions-city');
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: '复制到本流程再改' }).click();
    await page.waitForFunction(() => !document.querySelector<HTMLInputElement>('[aria-label="第 1 条规则，等级"]')!.disabled, undefined, wait);
    await page.getByRole('button', { name: '加一条规则' }).click();
    // A new rule begins in its first condition, which is empty: what is typed is what stands there. Yes is said in words.
    await page.locator('[aria-label="第 4 条规则，经营面积（平方米）"]:focus').waitFor(wait);
    await page.keyboard.type('< 1');
    // Another rule lights up meanwhile: what has been typed so far stays.
    await page.getByLabel('试算第 1 行，经营面积（平方米）').evaluate((field: HTMLInputElement) => {
      field.value = '50';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.locator('.rules tbody tr:nth-child(3).hit').waitFor(wait);
    await page.keyboard.type('00');
    await page.keyboard.press('Tab');
    // Said once more where it is said already, it stands there as it stood.
    for (const again of [false, true]) {
      if (again) await page.keyboard.press('Shift+Tab');
      await page.keyboard.insertText('是');
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[aria-label="第 4 条规则，是否有热食"]')!.value === 'true', undefined, wait);
    }
    expect(await cell(page, '第 4 条规则，经营面积（平方米）').inputValue()).toBe('< 100');
    await page.keyboard.type('grade');
    await page.keyboard.press('Tab');
    await page.getByLabel('试算第 1 行，经营面积（平方米）').fill('20');
    await page.getByLabel('试算第 1 行，是否有热食').selectOption({ label: '是' });
    await page.locator('.tests .warn', { hasText: '没有叫“grade”的变量；如果是文字，请加引号。' }).waitFor(wait);
    await cell(page, '第 4 条规则，等级').fill('"medium"');
    await page.keyboard.press('Tab');
    await page.locator('.coverage', { hasText: '没有遗漏，也没有重叠' }).waitFor(wait);
    await page.locator('.save.saved').waitFor(wait);
    await shot(page, 'decisions-own');
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
    const { body } = await (await visit.city.app.signedIn('reader', ['auditor'])).get('/api/definitions/decisions-a');
    expect((body.draft.parts.decisions as Record<string, string>)['food-premises-risk']).toContain('&lt; 100');
  }, 120_000);

  test('by keyboard alone: a table is made, filled in, a rule is moved; what overlaps is told; undo takes steps back', async () => {
    const { page, faults } = await room('decisions-b');
    await page.getByRole('button', { name: '新建决策表' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '加条件' }).waitFor(wait);
    await page.getByRole('button', { name: '加条件' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('条件 1 看哪个变量').fill('area');
    await page.keyboard.press('Tab');
    await page.getByLabel('条件 1 的类型').selectOption('number');
    for (const [row, [test1, result]] of [['>= 300', '"大"'], ['>= 100', '"中"']].entries()) {
      await page.getByRole('button', { name: '加一条规则' }).focus();
      await page.keyboard.press('Enter');
      await cell(page, `第 ${row + 1} 条规则，area`).waitFor(wait);
      await cell(page, `第 ${row + 1} 条规则，area`).fill(test1!);
      await page.keyboard.press('Tab');
      await cell(page, `第 ${row + 1} 条规则，结果 1`).fill(result!);
      await page.keyboard.press('Tab');
    }
    await page.locator('.coverage', { hasText: '几条规则同时符合' }).waitFor(wait);
    await page.getByLabel('几条规则都符合时').selectOption('FIRST');
    await page.locator('.coverage', { hasText: '几条规则同时符合' }).waitFor({ state: 'detached', ...wait });
    await cell(page, '第 2 条规则，area').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[aria-label="第 1 条规则，area"]')?.value === '>= 100', undefined, wait);
    // A name is written, and the person clicks beside everything: the key takes back the steps of the draft, not the letters of a field that was left.
    const name = cell(page, '名称').last();
    const called = await name.inputValue();
    await name.fill('报装分级');
    await page.locator('h1').click();
    await page.locator('.parts', { hasText: '报装分级' }).waitFor(wait);
    await page.keyboard.press('Control+z');
    await page.locator('.parts', { hasText: called }).waitFor(wait);
    expect(await name.inputValue()).toBe(called);
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[aria-label="第 1 条规则，area"]')?.value === '>= 300', undefined, wait);
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  test('on a phone the table scrolls in itself', async () => {
    const { page } = await room('decisions-c', { width: 390, height: 844 });
    await shot(page, 'decisions-phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await faultsOf(page)).toEqual([]);
  }, 90_000);
});
