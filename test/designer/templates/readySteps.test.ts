import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { emptyDrawing } from '../../../server/catalog/emptyDrawing.ts';
import { checked, patience, saved, shipped, stepOf, visitDesigner } from '../support/visitDesigner.ts';

const at = visitDesigner();

/** Opens the append menu of a step by keyboard and chooses what the typed letters find. */
async function append(page: Page, after: string, typed: string): Promise<void> {
  await stepOf(page, after).click();
  await page.locator('.djs-container svg').first().focus();
  await page.keyboard.press('a');
  await page.locator('.djs-popup-search input').waitFor(patience);
  await page.keyboard.insertText(typed);
  await page.locator('.djs-popup .entry').nth(1).waitFor({ state: 'detached', ...patience });
  // The menu chooses the one that is left a moment after it shows it alone.
  await page.locator('.djs-popup .entry.selected').waitFor(patience);
  await page.keyboard.press('Enter');
  await page.locator('.el-dialog').waitFor(patience);
}

async function choose(page: Page, label: string, typed: string, name: string): Promise<void> {
  await page.locator('.el-dialog .el-select').filter({ has: page.getByRole('combobox', { name: label }) }).click();
  await page.keyboard.insertText(typed);
  await page.locator('.el-select-dropdown__item:visible', { hasText: name }).click();
}

/** Which matter it is, is for a person to say: no fix does. */
async function onlyTheCode(page: Page): Promise<void> {
  await page.locator('.problems h2', { hasText: '1 个错误，0 个提醒' }).waitFor(patience);
  await checked(page);
  expect(await page.locator('.problems li .line').allInnerTexts()).toEqual([expect.stringContaining('没有填写事项目录编码')]);
}

describe('ready steps', () => {
  test('given an empty flow, when ready steps are found by pinyin and answered, then with two fixes a flow stands there that lacks nothing but its code in the register', async () => {
    await at.city.draw('joint-food', '联办', emptyDrawing('joint-food', '联办'));
    const { page, faults } = await at.open('joint-food');

    await append(page, '受理', 'clys');
    await page.locator('.el-dialog input:focus').waitFor(patience);
    await page.keyboard.press('Enter');
    await stepOf(page, '材料预审').waitFor(patience);
    await append(page, '材料预审', 'blsp');
    await choose(page, '责任单位（可选多个）', 'chengshiguanli', '城市管理和综合执法局');
    await page.keyboard.insertText('xfjy');
    await page.locator('.el-select-dropdown__item:visible', { hasText: '消防救援' }).click();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: '画到图上' }).click();
    await stepOf(page, '消防救援审查').waitFor(patience);

    // What is still missing is mended by its buttons; a second one is pressed while the drawing is checked after the first.
    await checked(page);
    await page.locator('.problems .fix', { hasText: '处末尾画上结束事件' }).click();
    await page.locator('.problems .fix', { hasText: '承担环节最多的单位' }).click();
    await onlyTheCode(page);
    if (process.env.YJS_SHOTS) await page.screenshot({ path: `${process.env.YJS_SHOTS}/ready-steps.png` });
    // It can be tried before the register has it.
    await page.getByRole('link', { name: '试运行' }).click();
    await page.getByRole('button', { name: '受理，开始试运行' }).waitFor(patience);
    await page.getByRole('link', { name: '画布' }).click();
    await saved(page);
    const xml = await at.stored('joint-food');
    expect(xml).toMatch(/<bpmn:userTask [^>]*name="材料预审" [^>]*gov:department="serviceCentre"/);
    expect(xml.match(/<bpmn:parallelGateway/g)).toHaveLength(2);
    expect(xml).toMatch(/name="城市管理和综合执法局审查"[^>]*gov:ladder="default"/);

    // A fix pressed when the drawing has just lost the problem says so, and changes nothing.
    await page.getByRole('button', { name: '撤销' }).click();
    await page.locator('.problems .fix', { hasText: '承担环节最多的单位' }).waitFor(patience);
    await checked(page);
    await page.evaluate(() => {
      for (const button of document.querySelectorAll<HTMLButtonElement>('.bar .tools button')) if (button.textContent?.trim() === '重做') button.click();
      document.querySelector<HTMLButtonElement>('.problems .fix')!.click();
    });
    await page.locator('.el-message', { hasText: '这个问题现在没有了' }).waitFor(patience);
    await onlyTheCode(page);
    await saved(page);
    expect(await at.stored('joint-food')).toBe(xml);
    expect(faults).toEqual([]);
  }, 120_000);

  test('given a flow between two steps, when a block is drawn after the first, then it stands between them and one undo takes it back', async () => {
    await at.city.draw('restaurant-r', '开办餐饮店', shipped('open-a-restaurant'));
    const { page } = await at.open('restaurant-r');
    const before = await at.stored('restaurant-r');

    await append(page, '营业执照信息核验', 'zjps');
    // Escape closes what is open, one after the other: the list, then the dialog.
    const dialog = page.getByRole('dialog', { name: '专家评审' });
    const list = dialog.getByRole('combobox', { name: '责任单位' });
    await list.click();
    await page.getByRole('option', { name: '市场监督管理局' }).waitFor(patience);
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: '市场监督管理局' }).waitFor({ state: 'hidden', ...patience });
    expect([await dialog.isVisible(), await list.evaluate((each) => each === document.activeElement)]).toEqual([true, true]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden', ...patience });

    await append(page, '营业执照信息核验', 'zjps');
    await choose(page, '责任单位', 'shichang', '市场监督管理局');
    await page.getByRole('button', { name: '画到图上' }).click();
    await stepOf(page, '专家评审').filter({ hasText: '计时暂停' }).waitFor(patience);
    await saved(page);
    const xml = await at.stored('restaurant-r');
    const id = /<bpmn:userTask id="([^"]+)" name="专家评审"/.exec(xml)![1]!;
    expect(xml).toMatch(new RegExp(`sourceRef="licence" targetRef="${id}"`));
    expect(xml).toMatch(new RegExp(`sourceRef="${id}" targetRef="review_fork"`));
    expect(xml).toMatch(/gov:clock="stop"[^>]*第四十五条|第四十五条[^>]*gov:clock="stop"/);

    await page.getByRole('button', { name: '撤销' }).click();
    await stepOf(page, '专家评审').waitFor({ state: 'detached', ...patience });
    await saved(page);
    const after = await at.stored('restaurant-r');
    expect(after).toMatch(/sourceRef="licence" targetRef="review_fork"/);
    expect(after.match(/<dc:Bounds/g)).toHaveLength(before.match(/<dc:Bounds/g)!.length);
  }, 90_000);

  test('given the palette, when it is reached by Tab alone, then the ready steps open by Enter and nothing is wrong for axe', async () => {
    await at.city.draw('restaurant-k', '开办餐饮店', shipped('open-a-restaurant'));
    const { page } = await at.open('restaurant-k');
    await page.locator('.djs-palette [data-action="ready-steps"]').focus();

    await page.keyboard.press('Enter');
    await page.locator('.djs-popup .entry', { hasText: '联合踏勘' }).waitFor(patience);
    const named = await page.locator('.djs-palette .entry').evaluateAll((all) => all.map((each) => [(each as HTMLElement).tabIndex, each.getAttribute('aria-label') !== '']));

    expect(new Set(named.map(String))).toEqual(new Set(['0,true']));
    await page.keyboard.press('Escape');
    expect(await faultsOf(page)).toEqual([]);
  }, 60_000);

  test('given the palette, when nothing is selected, then a ready step goes on where the flow breaks off, the next one after it; in a whole flow it stands where nothing else does', async () => {
    await at.city.draw('from-palette', '从常用环节画起', emptyDrawing('from-palette', '从常用环节画起'));
    await at.city.draw('whole', '开办餐饮店', shipped('open-a-restaurant'));
    const { page } = await at.open('from-palette');
    const take = async (name: string, department: string | null) => {
      await page.locator('.djs-palette [data-action="ready-steps"]').click();
      await page.locator('.djs-popup .entry', { has: page.getByText(name, { exact: true }) }).click();
      if (department !== null) await choose(page, '责任单位', department, department);
      await page.getByRole('button', { name: '画到图上' }).click();
      await page.locator('.el-dialog').waitFor({ state: 'hidden', ...patience });
      await stepOf(page, name).waitFor(patience);
    };
    const drawn = async (key: string, name: string) => new RegExp(`<bpmn:userTask id="([^"]+)" name="${name}"`).exec(await at.stored(key))![1]!;

    await take('材料预审', null);
    await take('专家评审', '市场监督管理局');
    await saved(page);
    const [first, second, xml] = [await drawn('from-palette', '材料预审'), await drawn('from-palette', '专家评审'), await at.stored('from-palette')];
    expect([...xml.matchAll(/sourceRef="([^"]+)" targetRef="([^"]+)"/g)].map(([, from, to]) => [from, to])).toEqual([[expect.any(String), first], [first, second]]);

    await page.goto(`${at.city.address}/designer/whole`);
    await page.locator('.djs-shape').first().waitFor(patience);
    await checked(page);
    await take('专家评审', '市场监督管理局');
    await saved(page);
    const alone = await drawn('whole', '专家评审');
    const covered = await page.evaluate((id) => {
      const box = (each: Element) => each.getBoundingClientRect();
      const own = box(document.querySelector(`.djs-shape[data-element-id="${id}"] .djs-visual`)!);
      return [...document.querySelectorAll<HTMLElement>('.djs-shape .djs-visual')].map(box).filter((other) => other.left < own.right && other.right > own.left && other.top < own.bottom && other.bottom > own.top).length;
    }, alone);
    expect(covered).toBe(1);
  }, 90_000);
});
