import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { drawing, path, start, user } from '../../support/drawing.ts';
import { root } from '../../support/sources.ts';
import { withShapes } from '../../support/withShapes.ts';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';

const shipped = (name: string): string => readFileSync(join(root, 'definitions/matters', name, 'flow.bpmn'), 'utf8');
const shots = process.env['YJS_SHOTS'];
const wait = { timeout: 15_000 };

const visit = visitCity();

async function openOutline(key: string, { width = 1366, height = 768, address = `/designer/${key}/outline` } = {}): Promise<{ page: Page; faults: string[] }> {
  const { page, faults } = await visit.enter('designer1', ['designer']);
  await page.setViewportSize({ width, height });
  await page.goto(`${visit.city.address}${address}`);
  await page.locator('.outline-room [data-row]').first().waitFor(wait);
  return { page, faults };
}
const row = (page: Page, name: string) => page.locator('[data-row]', { hasText: name }).first();
const rows = (page: Page): Promise<string[]> => page.locator('[data-row] .title').allInnerTexts();
const stored = async (page: Page, key: string): Promise<string> => {
  await page.locator('.save.saved').waitFor(wait);
  const caller = await visit.city.app.signedIn('reader', ['auditor']);
  return ((await caller.get(`/api/definitions/${key}`).expect(200)).body.draft as { xml: string }).xml;
};
const shot = async (page: Page, name: string): Promise<void> => void (shots !== undefined && (await page.screenshot({ path: join(shots, `${name}.png`) })));
const newMatter = async (key: string, name: string): Promise<void> => {
  const designer = await visit.city.app.signedIn('designer1', ['designer']);
  await designer.send('post', '/api/definitions', { key, name }).expect(201);
};

describe('the outline', () => {
  test('a shipped matter is read as a list without tangles, at both sizes, without faults of accessibility', async () => {
    await visit.city.draw('outline-utility', '水电气网联合报装甲', shipped('joint-utility-connection'));
    const { page, faults } = await openOutline('outline-utility');

    expect((await rows(page)).join('|')).toMatch(/一窗受理\|分派到所选单位\|需求确认\|联合踏勘\|各单位接入方案\|供水\|/);
    expect(await page.locator('.tangle').count()).toBe(0);
    // A problem picked below the list opens its row.
    await page.locator('.problems li button', { hasText: '联合检验' }).first().click();
    await page.locator('[data-card="inspection"]').waitFor(wait);
    await row(page, '供水接入方案').click();
    await shot(page, 'utility-wide');
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 90_000);

  test('given a problem of an arrow, which has no row, when it is picked below the list, then it is shown on the canvas', async () => {
    const broken = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=area &gt;</bpmn:conditionExpression></bpmn:sequenceFlow>';
    await visit.city.draw('outline-arrow', '开办餐饮店庚', shipped('open-a-restaurant').replace(/(<bpmn:sequenceFlow id="licence_to_review_fork"[^>]*?) ?\/>/, `$1>${broken}`));
    const { page } = await openOutline('outline-arrow');
    await page.locator('.problems li button', { hasText: '表达式写法有误' }).first().click(wait);

    await page.waitForURL(/\/designer\/outline-arrow$/, wait);
    await page.locator('.djs-connection.selected[data-element-id="licence_to_review_fork"]').waitFor({ state: 'attached', ...wait });
  }, 90_000);

  test('given a fix that draws something, when it is pressed below the list, then the card of what it drew opens there', async () => {
    const step = user('check', 'gov:department="housing" gov:role="approver" gov:limitAmount="2"');
    await visit.city.draw('outline-fix', '开办餐饮店辛', await withShapes(drawing(start + step + path('start', 'check'), { attributes: 'gov:leadDepartment="housing"' })));
    const { page, faults } = await openOutline('outline-fix');
    await page.locator('.problems .fix', { hasText: /画.*结束事件/ }).first().click(wait);

    await page.locator('[data-card^="Event_"]').waitFor(wait);
    expect(page.url()).toMatch(/\/designer\/outline-fix\/outline$/);
    expect(faults).toEqual([]);
  }, 90_000);

  test('on a phone the flow opens as the list, and a step is filled in there', async () => {
    await visit.city.draw('outline-phone', '开办餐饮店丁', shipped('open-a-restaurant'));
    const { page } = await openOutline('outline-phone', { width: 390, height: 844, address: '/designer/outline-phone' });

    await row(page, '汇总结果并办结').click();
    await page.locator('[data-card="summary"] [data-field="limitAmount"]').fill('2');
    await page.keyboard.press('Enter');
    await shot(page, 'phone');

    await row(page, '送达登记').click();
    const card = page.locator('[data-card="delivered"]');
    await card.getByRole('combobox', { name: '连接器' }).click();
    await page.keyboard.type('yyzzzt');
    await page.getByRole('option', { name: /营业执照状态查询.*当场应答 · 只读查询/ }).click();
    await card.getByText('只读查询：只查对方系统里已有的数据').waitFor(wait);
    await card.locator('[data-field="contract-input-uscc"]').fill('uscc');
    await page.keyboard.press('Tab');
    await card.locator('[data-field="contract-output-licence"]').fill('standing');
    await page.keyboard.press('Tab');
    await shot(page, 'phone-contract');

    expect(await card.locator('.contract .row > label').allInnerTexts()).toEqual(['传入 统一社会信用代码（uscc · 文本） *', '带回 执照状态（licence · 文本）']);
    expect(await stored(page, 'outline-phone')).toMatch(/id="summary"[^>]*gov:limitAmount="2"/);
    expect(await stored(page, 'outline-phone')).toMatch(/id="delivered"[^>]*gov:department="marketRegulation"[^>]*gov:connector="licence-standing" gov:operation="processing" gov:mode="sync"[\s\S]*?<zeebe:input source="= uscc" target="uscc" \/>\s*<zeebe:output source="= licence" target="standing" \/>/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await faultsOf(page)).toEqual([]);

    // The canvas has the whole width; its panel comes in its place when it is asked for.
    await page.getByRole('link', { name: '画布', exact: true }).click();
    const mark = page.locator('.bjs-powered-by');
    const fold = page.getByRole('button', { name: '展开或收起属性面板' });
    await mark.waitFor(wait);
    await shot(page, 'phone-canvas');
    const uncovered = await mark.evaluate((each) => {
      const { left, top, width, height } = each.getBoundingClientRect();
      return [[2, 2], [width - 2, height - 2]].every(([x, y]) => each.contains(document.elementFromPoint(left + x!, top + y!)));
    });
    expect(uncovered).toBe(true);
    expect(await page.locator('.yjs-canvas').evaluate((canvas) => canvas.clientHeight)).toBeGreaterThan(250);
    expect(await faultsOf(page)).toEqual([]);
    await fold.click();
    await page.locator('[data-entry-id="yjs-processName"], [data-entry-id="yjs-name"]').first().waitFor(wait);
    await mark.waitFor({ state: 'hidden', ...wait });
    await shot(page, 'phone-panel');
    expect(await faultsOf(page)).toEqual([]);
    await fold.click();
    await mark.waitFor(wait);
  }, 90_000);

  test('by its dialogs a ready step is drawn, done once for each entry, timed and given data, and another branch becomes the one for all other cases', async () => {
    await visit.city.draw('outline-dialogs', '水电气网联合报装辛', shipped('joint-utility-connection'), JSON.parse(readFileSync(join(root, 'definitions/matters/joint-utility-connection/form.json'), 'utf8')) as object);
    const { page, faults } = await openOutline('outline-dialogs');
    const card = page.locator('[data-card]');
    const open = async (name: string): Promise<void> => {
      if ((await row(page, name).getAttribute('aria-expanded')) !== 'true') await row(page, name).click();
      await card.waitFor(wait);
    };

    await row(page, '需求确认').focus();
    await page.keyboard.press('Insert');
    await page.locator('[data-kind="material-pre-review"]').click();
    await page.getByRole('dialog', { name: '材料预审' }).getByRole('button', { name: '画到图上' }).click();
    await open('材料预审');
    await card.getByLabel('每个单位（或每一项）各办一份').check();
    await card.getByLabel('每一项叫什么').fill('unit');
    await card.getByLabel('一份办完再办下一份').check();
    await card.getByRole('button', { name: /^其他设置/ }).click();
    const inputs = card.locator('[data-field="inputs"]');
    await inputs.getByRole('button', { name: '＋ 添加一行' }).click();
    await page.keyboard.insertText('site');
    await page.keyboard.press('Tab');
    const source = inputs.getByLabel('传入数据 = 表达式').last();
    await source.pressSequentially('addr');
    await inputs.locator('.yjs-feel-names button', { hasText: 'address' }).click();
    await shot(page, 'outline-mappings');
    expect(await faultsOf(page)).toEqual([]);
    await source.press('Tab');
    await card.getByRole('button', { name: '到时未办怎么办' }).click();
    const timer = page.getByRole('dialog', { name: '“材料预审”到时未办怎么办' });
    await timer.getByLabel('几个工作日后').fill('5');
    await timer.getByLabel('原来的环节').selectOption('不再办，由这一步代替');
    await timer.getByRole('button', { name: '添加' }).click();
    await row(page, '满 5 个工作日').waitFor(wait);
    await open('满 5 个工作日');
    await card.getByLabel('等待按什么算').selectOption('自然日');
    expect([await card.getByLabel('等待多久').inputValue(), await card.locator('[data-field="duration"]').count()]).toEqual(['5', 0]);
    await shot(page, 'outline-wait');
    await card.getByLabel('等待按什么算').selectOption('其他写法');
    await card.locator('[data-field="duration"]').waitFor(wait);
    await card.getByLabel('等待按什么算').selectOption('工作日（本市工作日历）');
    await open('需求确认');
    await card.locator('[data-field="name"]').fill('需求核定');
    await page.keyboard.press('Tab');
    await card.getByRole('button', { name: '在后面添加' }).click();
    await page.getByRole('dialog', { name: '需求核定' }).waitFor(wait);
    await page.locator('[data-kind="exclusive"]').click();
    await page.getByRole('dialog').locator('input').first().fill('动道路');
    await page.keyboard.press('Enter');
    await open('动道路');
    await card.locator('[data-field="name"]').fill('涉及道路');
    await page.keyboard.press('Tab');
    await row(page, '涉及道路').waitFor(wait);
    await card.getByRole('button', { name: '改用表达式写' }).click();
    for (const feel of ['size > 1', 'size > 2', 'size > 1']) {
      await card.locator('textarea').fill(feel);
      await page.keyboard.press('Tab');
      await row(page, '涉及道路').filter({ hasText: feel }).waitFor(wait);
    }
    await card.getByRole('button', { name: '改为“其他情形”' }).click();
    await page.locator('[role=status]', { hasText: '“涉及道路”现在是其他情形。' }).waitFor({ state: 'attached', ...wait });

    const xml = await stored(page, 'outline-dialogs');
    const step = /<bpmn:userTask id="([^"]+)" name="材料预审"[\s\S]*?<\/bpmn:userTask>/.exec(xml)!;
    expect(step[0]).toMatch(/isSequential="true"[\s\S]*inputCollection="= services" inputElement="unit"/);
    expect(step[0]).toContain('<zeebe:input source="= address" target="site" />');
    expect(xml).toMatch(new RegExp(`<bpmn:boundaryEvent [^>]*name="满 5 个工作日" attachedToRef="${step[1]}"`));
    const otherwise = /<bpmn:sequenceFlow id="([^"]+)" name="涉及道路"/.exec(xml)![1]!;
    expect(xml).toContain(`default="${otherwise}"`);
    expect(faults).toEqual([]);
  }, 90_000);

  test('by keyboard alone a step is added, named, moved, removed, and everything is told', async () => {
    await newMatter('outline-keys', '临时占道戊');
    const { page, faults } = await openOutline('outline-keys');
    await page.locator('[data-row]').first().focus();

    await page.keyboard.press('ArrowDown');
    // What can't be taken away is not asked about: it is said at once, and its card has no button for it.
    await page.keyboard.press('Delete');
    await page.getByRole('alert').filter({ hasText: '开头不能移动或删除。' }).waitFor(wait);
    await page.keyboard.press('Enter');
    await page.locator('[data-card]').getByText('开头不能移动或删除。').waitFor(wait);
    expect([await page.locator('[data-card] .danger').count(), await page.getByRole('dialog').count()]).toEqual([0, 0]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Insert');
    await page.getByRole('searchbox').waitFor(wait);
    // By what it does, and by what the list calls it once it stands there.
    for (const word of ['审批', '用户任务']) {
      await page.getByRole('searchbox').fill(word);
      await page.locator('[data-kind="approval"]').waitFor(wait);
    }
    await page.locator('[data-kind="approval"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-card] [data-field="name"]:focus').waitFor(wait);
    await page.keyboard.insertText('现场核查');
    await page.keyboard.press('Tab');
    await row(page, '现场核查').waitFor(wait);
    await page.keyboard.press('Escape');
    expect(await page.locator(':focus .title').innerText()).toBe('现场核查');
    await page.keyboard.press('Insert');
    // Opened again, the search has the focus again, and who gives up is back at the row.
    await page.locator('input[type="search"]:focus').waitFor(wait);
    await page.keyboard.press('Escape');
    await page.locator('[data-row]:focus', { hasText: '现场核查' }).waitFor(wait);
    await page.keyboard.press('Insert');
    await page.locator('[data-kind="wait"]').focus();
    await page.keyboard.press('Enter');
    await row(page, '等待几天').waitFor(wait);
    await page.locator('[data-card] [data-field="name"]:focus').waitFor(wait);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('[role=status]', { hasText: '“等待几天”已移动' }).waitFor({ state: 'attached', ...wait });
    expect((await rows(page)).slice(1)).toEqual(['受理', '等待几天', '现场核查', '办结']);
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: '删除' }).last().waitFor(wait);
    await page.keyboard.press('Enter');
    await row(page, '等待几天').waitFor({ state: 'detached', ...wait });
    await page.locator('[data-row]').first().focus();
    await page.keyboard.press('Control+z');
    await row(page, '等待几天').waitFor(wait);

    expect(await stored(page, 'outline-keys')).toMatch(/name="现场核查"/);
    expect(faults).toEqual([]);
  }, 90_000);
});
