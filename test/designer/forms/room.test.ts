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

async function room(key: string, name = 'joint-utility-connection', size = { width: 1366, height: 768 }, parts?: object, xml = matter(name, 'flow.bpmn')) {
  const form = JSON.parse(matter(name, 'form.json')) as object;
  await visit.city.draw(key, '联合报装', xml, form);
  if (parts) await (await visit.city.app.signedIn('drawer', ['designer'])).send('put', `/api/definitions/${key}/draft`, { revision: 1, parts }).expect(200);
  const entered = await visit.enter('designer1', ['designer']);
  await entered.page.setViewportSize(size);
  await entered.page.goto(`${visit.city.address}/designer/${key}/forms`);
  await entered.page.locator('.yjs-forms .entries button').first().waitFor(wait);
  return entered;
}
const entry = (page: Page, name: string) => page.locator('.yjs-forms .entries li button').filter({ has: page.locator('.name', { hasText: name }) }).first();
const draftOf = async (key: string) => {
  const caller = await visit.city.app.signedIn('reader', ['auditor']);
  return (await caller.get(`/api/definitions/${key}`).expect(200)).body.draft as { form: { situations: { name: string; when?: string; label: { zh: string } }[]; materials: { id: string; when?: string }[]; rights?: object; form: { sections: { fields: { name: string }[] }[] } }; parts: { stepForms: Record<string, { sections: unknown[] }> } };
};
const saved = (page: Page): Promise<void> => page.locator('.save.saved').waitFor(wait);
const shot = async (page: Page, name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};

describe('the room of questions and forms', () => {
  test('given the shipped form, when a question is chosen, then it says in plain words when it is asked and what it decides, and axe finds nothing', async () => {
    const { page, faults } = await room('forms-a');
    await entry(page, '供电要单电源还是双电源').click();
    await page.getByText('当 要报装哪些服务？ 包含 供电 时出现').first().waitFor(wait);
    await page.locator('.uses', { hasText: '双电源' }).waitFor(wait);
    await shot(page, 'forms-question');

    expect(await page.locator('.uses li').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('流程分支')]));
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 90_000);

  test('given answers in the preview, then items, materials and branches follow; the phone is 390 wide', async () => {
    const { page } = await room('forms-b');
    await page.locator('.beside').getByRole('button', { name: '填入示例回答' }).click();
    await page.locator('.beside .results').getByText('用电设备清单').waitFor(wait);
    expect(await page.locator('.beside .results').innerText()).toMatch(/办理 \d+ 个事项[\s\S]*用电报装[\s\S]*走 \d+ 条分支[\s\S]*单电源/);
    expect(await page.locator('.beside .sheet').evaluate((sheet) => sheet.getBoundingClientRect().width)).toBe(390);
    await page.getByText('预览：窗口电脑').click();
    await page.locator('.preview').getByRole('button', { name: '填入示例回答' }).click();
    await page.locator('.preview .field-grid').first().waitFor(wait);
    await shot(page, 'forms-desktop');
    expect(await faultsOf(page)).toEqual([]);
  }, 90_000);

  test('by keyboard alone: a question is added from the dictionary, moved, copied and removed, its condition picked; undo takes each back', async () => {
    const { page, faults } = await room('forms-c');
    await page.getByRole('button', { name: '加一个问题' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('shihuo');
    await page.locator('[data-field="choice"]').waitFor({ state: 'detached', ...wait });
    await page.locator('[data-field="yesNo"]').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.locator('.el-dialog').waitFor({ state: 'hidden', ...wait });
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('加一个问题'), undefined, wait);
    await entry(page, '是或否').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('.entries li:nth-last-child(2)', { hasText: '是或否' }).waitFor(wait);
    await page.keyboard.press('Control+d');
    await page.waitForFunction(() => document.querySelectorAll('.yjs-forms .entries li').length === 9 && document.activeElement?.getAttribute('data-entry') === 'situations.7', undefined, wait);
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => document.querySelectorAll('.yjs-forms .entries li').length === 8, undefined, wait);

    await entry(page, '是或否').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '加一个条件' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('第 1 个条件看哪一项').selectOption({ label: '永久用还是临时用？' });
    await page.getByLabel('第 1 个条件的值').selectOption({ label: '临时（施工用）' });
    await page.getByText('当 永久用还是临时用？ 是 临时（施工用） 时出现').first().waitFor(wait);
    await saved(page);
    const { form } = await draftOf('forms-c');
    expect(form.situations.find(({ name }) => name === 'yesNo')?.when).toBe('term = "temporary"');

    for (let i = 0; i < 12 && (await page.getByRole('button', { name: '撤销' }).isEnabled()); i += 1) await page.getByRole('button', { name: '撤销' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.yjs-forms .entries li').length === 7, undefined, wait);
    await page.waitForTimeout(50);
    await saved(page);
    expect((await draftOf('forms-c')).form.situations.map(({ name }) => name)).not.toContain('yesNo');
    expect(faults).toEqual([]);
  }, 90_000);

  test('given a question that others look at is removed, then what looked at it is said to be wrong, there and in the list of the canvas', async () => {
    const { page } = await room('forms-d');
    await entry(page, '要挖掘或占用道路吗').click();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: /申请材料/ }).first().filter({ hasText: '个问题' }).waitFor(wait);
    await page.getByRole('link', { name: '画布' }).click();
    const line = page.locator('.problems button.line', { hasText: '道路开挖与交通组织方案' });
    await line.waitFor(wait);
    await line.click();
    await page.locator('.faults', { hasText: 'digsRoad' }).waitFor(wait);
    await shot(page, 'forms-problem');
    expect(page.url()).toContain('/forms?at=materials.5.when');
    expect(await faultsOf(page)).toEqual([]);
  }, 90_000);

  test('given an item is chosen by its code, then its name and its department are those of the register', async () => {
    const { page } = await room('forms-h');
    await page.getByRole('button', { name: /办理事项/ }).first().click();
    await page.getByRole('button', { name: '加事项' }).click();
    await page.locator('[id$="-id"]').selectOption('SAMPLE-LAND-CHECK');
    await page.locator('.entries [aria-current="true"]', { hasText: '土地核验' }).waitFor(wait);
    await saved(page);
    const { form } = (await draftOf('forms-h')) as unknown as { form: { items: readonly object[] } };
    expect(form.items.at(-1)).toMatchObject({ id: 'SAMPLE-LAND-CHECK', name: { zh: '土地核验' }, department: 'naturalResources' });
  }, 90_000);

  test('given a question that conditions, the drawing and a decision ask for, when it is called otherwise, then all of them say its new name, one undo takes all of it back, and where it may mean something else there is a way to it', async () => {
    const ofItsOwn = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"><decision id="fee" name="fee"><variable id="v" name="fee"/><context id="c"><contextEntry id="e"><variable id="ev" name="area"/><literalExpression id="l"><text>1</text></literalExpression></contextEntry></context></decision></definitions>';
    const decisions = { 'food-premises-risk': readFileSync(join(root, 'definitions/decisions/food-premises-risk.dmn'), 'utf8'), fee: ofItsOwn };
    const scenarios = { big: { title: { zh: '大店' }, start: { now: '2026-09-18T01:30:00.000Z', situations: { area: 320 }, form: {} }, steps: [] } };
    // What a called flow answers may be called so as well.
    const answered = '<zeebe:output source="=area" target="visitArea" />';
    const xml = matter('open-a-restaurant', 'flow.bpmn').replace('target="visitConclusions" />', (output) => output + answered);
    const { page, faults } = await room('forms-r', 'open-a-restaurant', undefined, { decisions, scenarios }, xml);
    const texts = async (): Promise<readonly string[]> => {
      await saved(page);
      const { xml, form, parts } = (await draftOf('forms-r')) as unknown as { xml: string; form: object; parts: typeof decisions & { decisions: typeof decisions; scenarios: object } };
      return [xml, JSON.stringify(form), parts.decisions['food-premises-risk'], JSON.stringify(parts.scenarios)];
    };
    await entry(page, '营业面积').click();
    await page.locator('.properties input.code').first().fill('size');
    await page.keyboard.press('Tab');
    await page.locator('.renamed', { hasText: '“area”已改名为“size”' }).waitFor(wait);
    await shot(page, 'forms-renamed');
    expect(await faultsOf(page)).toEqual([]);

    for (const text of await texts()) expect([/\bsize\b/.test(text), /\barea (?:>=|<)|name"?[=:]"area"|"area":|<text>area<|if area\b/.test(text)]).toEqual([true, false]);
    expect((await texts())[0]).toContain(answered);
    expect(await page.locator('.renamed').getByRole('button', { name: '联合勘验' }).count()).toBe(1);
    await entry(page, '营业面积').focus();
    await page.keyboard.press('Control+z');
    await page.locator('.renamed').waitFor({ state: 'detached', ...wait });
    for (const text of await texts()) expect([/\bsize\b/.test(text), /\barea\b/.test(text)]).toEqual([false, true]);
    await page.keyboard.press('Control+y');
    await page.locator('.renamed').getByRole('button', { name: 'fee' }).click();
    await page.waitForURL('**/designer/forms-r/decisions', wait);
    expect(faults).toEqual([]);
  }, 90_000);

  test('given a condition that can never hold, then it says so as it is picked', async () => {
    const { page } = await room('forms-e', 'open-a-restaurant');
    await page.getByRole('button', { name: /申请材料/ }).first().click();
    await page.locator('.entries li button').first().click();
    await page.getByText('表达式（FEEL）').first().click();
    const expression = page.locator('.condition textarea').first();
    await expression.fill('');
    await expression.pressSequentially('are');
    await page.locator('.condition .yjs-feel-names button', { hasText: '营业面积' }).first().click();
    await expression.pressSequentially(' >= 300 and area < 200');
    await page.locator('.condition .yjs-feel-try').first().waitFor(wait);
    await page.keyboard.press('Tab');
    await page.locator('.words.never', { hasText: '怎么回答都不会成立' }).waitFor(wait);
    await page.locator('.faults', { hasText: '永远不成立' }).waitFor(wait);
  }, 90_000);

  test('a registered form is copied for this flow alone, changed and previewed; a step is told what it may do with fields', async () => {
    const { page, faults } = await room('forms-f');
    await page.getByLabel('复制一张已登记的').selectOption('connection-plan');
    await page.locator('.stepHead').getByText('使用它的环节').waitFor(wait);
    await entry(page, '费用').click();
    await page.getByLabel('填写方式').selectOption('money');
    await page.locator('.beside').getByText('费用').first().waitFor(wait);
    await shot(page, 'forms-step');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '字段权限' }).click();
    await page.getByLabel('环节', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('“申请管径”的权限').selectOption('editable');
    await page.getByLabel('“申请容量”的权限').selectOption('hidden');
    await shot(page, 'forms-rights');
    await saved(page);
    const draft = await draftOf('forms-f');
    expect(Object.keys(draft.parts.stepForms)).toEqual(['connection-plan']);
    expect(Object.values(draft.form.rights ?? {})).toEqual([{ pipeDiameter: 'editable', powerCapacity: 'hidden' }]);
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 90_000);

  test('given a form of a step was added and undone, then the room shows the questions, and goes on working', async () => {
    const { page, faults } = await room('forms-i');
    await page.getByLabel('复制一张已登记的').selectOption('connection-plan');
    await page.locator('.stepHead').getByText('使用它的环节').waitFor(wait);

    await page.getByRole('button', { name: '撤销' }).click();

    await page.locator('.parts [aria-current="page"]', { hasText: '情形' }).waitFor(wait);
    await entry(page, '供电要单电源还是双电源').waitFor(wait);
    expect(faults).toEqual([]);
  }, 90_000);

  test('on a phone the room reads from top to bottom and nothing runs out of the page', async () => {
    const { page } = await room('forms-g', 'open-a-restaurant', { width: 390, height: 844 });
    await entry(page, '营业面积').click();
    await shot(page, 'forms-phone');
    await page.getByLabel('预览：手机').check();
    expect(await page.locator('.sheet').evaluate((sheet) => sheet.getBoundingClientRect().right)).toBeLessThanOrEqual(390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await faultsOf(page)).toEqual([]);
  }, 90_000);
});
