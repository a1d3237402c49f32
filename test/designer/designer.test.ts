import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { root } from '../support/sources.ts';
import { faultsOf } from '../ui/support/accessibility.ts';
import { visitCity } from './support/visitCity.ts';

const drawing = (name: string): string => readFileSync(join(root, 'definitions/matters', name, 'flow.bpmn'), 'utf8');
const wait = { timeout: 15_000 };

const visit = visitCity();
const { enter } = visit;

async function openDrawing(page: Page, key: string): Promise<void> {
  await page.goto(`${visit.city.address}/designer/${key}`);
  await page.locator('.djs-shape').first().waitFor(wait);
  await page.locator('.problems h2').filter({ hasText: /没有发现问题|个错误|No problems|error/ }).waitFor(wait);
}
const step = (page: Page, name: string) => page.locator('.outline button', { hasText: name }).first();
const field = (page: Page, name: string) => page.locator(`[data-entry-id="yjs-${name}"] :is(input, select, textarea)`).first();
const problems = (page: Page) => page.locator('.problems li');
const saved = (page: Page): Promise<void> => page.locator('.save.saved').waitFor(wait);
const stored = async (key: string): Promise<{ xml: string; revision: number }> => {
  const caller = await visit.city.app.signedIn('reader', ['auditor']);
  return (await caller.get(`/api/definitions/${key}`).expect(200)).body.draft as { xml: string; revision: number };
};

describe('the designer', () => {
  test('a matter is made, drawn, filled in, and its problems go away one by one (SC-21)', async () => {
    const { page, faults } = await enter('designer1', ['designer']);
    await page.goto(`${visit.city.address}/designer`);
    await page.getByText('还没有流程。').waitFor(wait);
    await page.getByRole('button', { name: '新建流程' }).first().click();
    // By the keyboard alone: the name has the focus, the key follows it until somebody gives another, Enter makes it.
    await page.locator('input[name="name"]:focus').waitFor(wait);
    await page.keyboard.insertText('临时占道');
    expect(await page.getByLabel('流程编号').inputValue()).toBe('lin-shi-zhan-dao');
    await page.getByLabel('流程编号').fill('occupy-road');
    await page.keyboard.press('Enter');
    await page.locator('.djs-shape').first().waitFor(wait);
    expect(await page.title()).toContain('临时占道');
    await page.locator('.problems li', { hasText: '没有填写牵头单位' }).waitFor(wait);

    // The lead department is a property of the process, picked by typing part of its name.
    await field(page, 'leadDepartment').click();
    await field(page, 'leadDepartment').fill('城市管理');
    await page.keyboard.press('Enter');
    await problems(page).filter({ hasText: '牵头单位' }).waitFor({ state: 'detached', ...wait });

    // A user task is appended from the menu; the text comes without key events, as from an input method.
    await step(page, '受理').click();
    await page.locator('.djs-container svg').first().focus();
    await page.keyboard.press('a');
    await page.locator('.djs-popup-search input').waitFor(wait);
    await page.keyboard.insertText('用户任务');
    await page.locator('.djs-popup .entry').nth(1).waitFor({ state: 'detached', ...wait });
    await page.locator('.djs-popup .entry.selected').waitFor(wait);
    await page.keyboard.press('Enter');
    await page.mouse.move(620, 330);
    await page.mouse.click(620, 330);
    await page.locator('.djs-direct-editing-content').waitFor({ timeout: 3000 }).catch(() => undefined);
    await page.keyboard.press('Escape');
    await problems(page).filter({ hasText: '没有填写时限' }).waitFor(wait);

    // A click on a problem selects its element.
    await page.locator('.problems button', { hasText: '没有填写时限' }).click();
    await field(page, 'name').fill('现场核查');
    await field(page, 'department').click();
    await field(page, 'department').fill('城市管理');
    await page.keyboard.press('Enter');
    await field(page, 'role').selectOption('approver');
    await field(page, 'limitAmount').fill('5');
    await problems(page).filter({ hasText: '没有填写时限' }).waitFor({ state: 'detached', ...wait });
    await saved(page);

    const { xml } = await stored('occupy-road');
    expect(xml).toMatch(/<bpmn:userTask [^>]*name="现场核查"/);
    expect(xml).toMatch(/gov:department="urbanManagement"/);
    expect(xml).toMatch(/gov:limitAmount="5"/);
    await step(page, '现场核查').filter({ hasText: '城市管理和综合执法局 · 5 工作日' }).waitFor(wait);
    expect(faults).toEqual([]);
  }, 90_000);

  test('a limit over its item’s is a problem, one over the promise turns the sum red; undo takes the field back', async () => {
    await visit.city.draw('restaurant-a', '开办餐饮店甲', drawing('open-a-restaurant'));
    const { page, faults } = await enter('designer1', ['designer']);
    await openDrawing(page, 'restaurant-a');
    await step(page, '食品经营许可材料审查').click();
    const before = await field(page, 'limitAmount').inputValue();

    await field(page, 'limitAmount').fill('9');
    await problems(page).filter({ hasText: '登记的' }).filter({ hasText: '食品经营许可材料审查' }).waitFor(wait);
    await field(page, 'limitAmount').fill('90');
    await page.locator('.bar.over').waitFor(wait);
    await saved(page);
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('button', { name: '撤销' }).click();

    await page.locator('.bar.over').waitFor({ state: 'detached', ...wait });
    expect(await field(page, 'limitAmount').inputValue()).toBe(before);
    await saved(page);
    expect((await stored('restaurant-a')).xml).not.toContain('gov:limitAmount="90"');
    expect(faults).toEqual([]);
  }, 60_000);

  test('what is wrong is red on the canvas, said in the list and counted in the outline', async () => {
    await visit.city.draw('restaurant-b', '开办餐饮店乙', drawing('open-a-restaurant'));
    const { page } = await enter('designer1', ['designer']);
    await openDrawing(page, 'restaurant-b');
    await step(page, '户外招牌材料审查').click();

    await field(page, 'limitAmount').fill('');

    await problems(page).filter({ hasText: '户外招牌材料审查' }).filter({ hasText: '没有填写时限' }).waitFor(wait);
    expect(await page.locator('.yjs-problem-badge.error').count()).toBeGreaterThan(0);
    await step(page, '户外招牌材料审查').filter({ hasText: '1 个问题' }).waitFor(wait);
    const stroke = await page.locator('.djs-shape.yjs-problem-error .djs-visual > rect').first().evaluate((shape) => getComputedStyle(shape).stroke);
    expect(stroke).toBe('rgb(179, 32, 31)');
  }, 60_000);

  test('two people at once: nothing is lost, whichever way is chosen', async () => {
    await visit.city.draw('restaurant-c', '开办餐饮店丙', drawing('open-a-restaurant'));
    const { page } = await enter('designer1', ['designer']);
    await openDrawing(page, 'restaurant-c');
    const other = await visit.city.app.signedIn('designer2', ['designer']);
    const first = await stored('restaurant-c');
    const theirs = first.xml.replace('name="汇总结果并办结"', 'name="对方改的名字"');
    await other.send('put', '/api/definitions/restaurant-c/draft', { xml: theirs, revision: first.revision }).expect(200);

    await step(page, '户外招牌材料审查').click();
    await field(page, 'name').fill('我改的名字');
    const dialog = page.getByRole('dialog', { name: '别人也改了这个流程' });
    await dialog.waitFor(wait);
    await dialog.getByText('designer2 在您之后打开').waitFor(wait);
    await dialog.locator('.changes').getByText('我改的名字').first().waitFor(wait);
    await dialog.getByRole('button', { name: '我的另存为新流程' }).click();

    await page.getByText('已另存为').waitFor(wait);
    await step(page, '对方改的名字').waitFor(wait);
    expect((await stored('restaurant-c')).xml).toContain('对方改的名字');
    const all = (await other.get('/api/definitions').expect(200)).body.definitions as { key: string; name: string }[];
    const copy = all.find(({ name }) => name === '开办餐饮店丙（副本）');
    expect((await stored(copy!.key)).xml).toContain('我改的名字');
  }, 60_000);

  test('work that could not be saved is offered again after the page was closed', async () => {
    await visit.city.draw('restaurant-i', '开办餐饮店壬', drawing('open-a-restaurant'));
    const { page } = await enter('designer1', ['designer']);
    page.on('dialog', (dialog) => void dialog.accept());
    await openDrawing(page, 'restaurant-i');
    await page.route('**/draft', (route) => route.abort());
    await step(page, '户外招牌材料审查').click();
    await field(page, 'name').fill('没存上的名字');
    await page.locator('.save.failed').waitFor(wait);
    await page.unroute('**/draft');
    await page.reload();

    await page.getByText('本机留有未保存的改动').waitFor(wait);
    await page.getByRole('button', { name: '接着用' }).click();

    await step(page, '没存上的名字').waitFor(wait);
    await saved(page);
    expect((await stored('restaurant-i')).xml).toContain('没存上的名字');
  }, 60_000);

  test('sent for review with one line of what changed; the sender can’t publish, a second person can (SC-21)', async () => {
    await visit.city.draw('visit', '联合踏勘', drawing('joint-visit'));
    const { page } = await enter('both', ['designer', 'publisher']);
    await openDrawing(page, 'visit');
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('dialog', { name: '送审' }).getByRole('button', { name: '送审' }).click();
    await page.getByText('您是送审人').waitFor(wait);
    expect(await page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0);

    // What waits for review is looked at and copied, and nothing of it is drawn.
    await openDrawing(page, 'visit');
    await page.locator('.save', { hasText: '只读' }).waitFor(wait);
    const shapes = page.locator('.djs-shape');
    const before = await shapes.count();
    await step(page, '提出备选时段').click();
    const canvas = page.locator('.djs-container svg').first();
    for (const key of ['Delete', 'ArrowRight', 'a', 'n', 'r', 'e', 's', 'Control+c', 'Control+v']) await canvas.press(key);
    await page.locator('.djs-shape.selected').first().dblclick();
    expect(await page.locator('.djs-palette, .djs-context-pad, .djs-popup, .djs-direct-editing-parent, .djs-drag-active').filter({ visible: true }).count()).toBe(0);
    expect(await shapes.count()).toBe(before);
    expect(await page.getByRole('button', { name: '撤销' }).count()).toBe(0);
    await page.locator('.save', { hasText: '只读' }).waitFor(wait);
    expect(await faultsOf(page)).toEqual([]);

    // Taken back it is drawn again, and sent anew.
    await page.goto(`${visit.city.address}/designer/visit/review`);
    await page.getByRole('button', { name: '撤回送审' }).click();
    await page.getByText('已撤回送审').waitFor(wait);
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('dialog', { name: '送审' }).getByRole('button', { name: '送审' }).click();
    await page.getByText('您是送审人').waitFor(wait);

    const second = await enter('publisher1', ['publisher']);
    await second.page.goto(`${visit.city.address}/designer/visit/review`);
    await second.page.getByRole('button', { name: '发布', exact: true }).click();
    await second.page.getByText('第 1 版已发布').waitFor(wait);

    // What is published already is not sent again, also where a change was made and taken back.
    await openDrawing(page, 'visit');
    await step(page, '提出备选时段').click();
    const changedAndSaved = (limit: string) => page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok() && (answer.request().postData() ?? '').includes(`limitAmount=\\"${limit}\\"`), wait);
    const there = changedAndSaved('2');
    await field(page, 'limitAmount').fill('2');
    await there;
    const back = changedAndSaved('0.5');
    await page.getByRole('button', { name: '撤销' }).click();
    await back;
    await page.getByRole('button', { name: '送审' }).click();
    const send = page.getByRole('dialog', { name: '送审' });
    await send.getByText('草稿与已发布的第 1 版没有差别').waitFor(wait);
    expect(await send.getByRole('button', { name: '送审' }).isDisabled()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await send.waitFor({ state: 'hidden', ...wait });

    // Version 2: one limit changed, one line says so, and both drawings stand side by side.
    await openDrawing(page, 'visit');
    await step(page, '提出备选时段').click();
    await field(page, 'limitAmount').fill('2');
    await saved(page);
    await page.getByRole('button', { name: '送审' }).click();
    const note = page.getByRole('dialog', { name: '送审' }).getByLabel('变更说明');
    await note.waitFor(wait);
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.note textarea')?.value.includes('由'), undefined, wait);
    expect(await note.inputValue()).toBe('“提出备选时段”的时限由 0.5 改为 2');
    await page.getByRole('dialog', { name: '送审' }).getByRole('button', { name: '送审' }).click();
    await page.getByText('您是送审人').waitFor(wait);

    await second.page.goto(`${visit.city.address}/designer/visit/review`);
    await second.page.locator('.changes li', { hasText: '时限' }).waitFor(wait);
    expect(await second.page.locator('.diagram').count()).toBe(2);
    await second.page.locator('.diagram .yjs-changed').first().waitFor(wait);
    await second.page.getByRole('button', { name: '退回' }).click();
    await second.page.getByText('退回时请写明原因').waitFor(wait);
    await second.page.getByLabel('审核结论的说明').fill('时限太长');
    // What is sent meanwhile has not been looked at.
    await (await visit.city.app.signedIn('designer1', ['designer'])).send('post', '/api/definitions/visit/submission', { note: '又送一次' }).expect(200);
    await second.page.getByRole('button', { name: '退回' }).click();
    await second.page.getByText('送审的内容换了').waitFor(wait);
    await second.page.reload();
    await second.page.getByLabel('审核结论的说明').fill('时限太长');
    await second.page.getByRole('button', { name: '退回' }).click();
    await second.page.getByText('publisher1 退回了上次送审：时限太长').waitFor(wait);

    await second.page.goto(`${visit.city.address}/designer/visit/versions/1`);
    expect(await second.page.locator('.terms .yjs-mono').first().innerText()).toMatch(/^[0-9a-f]{64}/);
  }, 120_000);

  test('the outline reaches every step by keyboard and follows the canvas', async () => {
    await visit.city.draw('restaurant-d', '开办餐饮店丁', drawing('open-a-restaurant'));
    const { page } = await enter('designer1', ['designer']);
    await openDrawing(page, 'restaurant-d');

    await page.locator('.outline li button').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');

    await page.locator('.djs-shape.selected[data-element-id]').first().waitFor(wait);
    expect(await page.locator('.outline [aria-current="true"]').innerText()).toContain('营业执照信息核验');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect(await page.locator('.outline [aria-current="true"]').innerText()).toContain('结束事件');
    await page.getByRole('button', { name: '适合窗口' }).click();
    await page.locator('.djs-shape', { hasText: '户外招牌材料审' }).first().click();
    await page.locator('.outline [aria-current="true"]', { hasText: '户外招牌材料审查' }).waitFor(wait);
  }, 60_000);

  test('a letter that belongs to an input method is no shortcut', async () => {
    await visit.city.draw('restaurant-e', '开办餐饮店戊', drawing('open-a-restaurant'));
    const { page } = await enter('designer1', ['designer']);
    await openDrawing(page, 'restaurant-e');
    await step(page, '户外招牌材料审查').click();
    const press = (isComposing: boolean) =>
      page.locator('.djs-container svg').first().evaluate((canvas, composing) => {
        canvas.focus();
        canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', code: 'KeyR', bubbles: true, cancelable: true, isComposing: composing }));
      }, isComposing);

    await press(true);
    await page.waitForTimeout(300);
    expect(await page.locator('.djs-popup').count()).toBe(0);
    await press(false);
    await page.locator('.djs-popup').waitFor(wait);
  }, 60_000);

  test('tidying is one step back', async () => {
    await visit.city.draw('restaurant-f', '开办餐饮店己', drawing('open-a-restaurant'));
    const { page, faults } = await enter('designer1', ['designer']);
    await openDrawing(page, 'restaurant-f');
    const places = () => page.locator('.djs-shape[data-element-id]').evaluateAll((all) => all.map((each) => (each as SVGGElement).getAttribute('transform')));
    const before = await places();

    await page.getByRole('button', { name: '整理' }).click();
    await page.waitForFunction((was) => JSON.stringify([...document.querySelectorAll('.djs-shape[data-element-id]')].map((each) => each.getAttribute('transform'))) !== was, JSON.stringify(before), wait);
    await page.getByRole('button', { name: '撤销' }).click();

    await page.waitForFunction((was) => JSON.stringify([...document.querySelectorAll('.djs-shape[data-element-id]')].map((each) => each.getAttribute('transform'))) === was, JSON.stringify(before), wait);
    expect(await page.getByRole('button', { name: '撤销' }).isDisabled()).toBe(true);
    expect(faults).toEqual([]);
  }, 60_000);

  test('a drawing of another tool that came without a picture is imported and laid out, what can’t run is marked by name, and foreign attributes leave again', async () => {
    const { page } = await enter('designer1', ['designer']);
    await page.goto(`${visit.city.address}/designer`);
    const foreign = drawing('open-a-restaurant')
      .replace('<bpmn:definitions ', '<bpmn:definitions xmlns:foo="urn:foo" ')
      .replace(/<bpmn:userTask id="([^"]+)"/, '<bpmn:userTask id="$1" foo:mark="7"')
      .replace(/<bpmn:serviceTask ([^>]*)>/, '<bpmn:scriptTask $1>')
      .replace('</bpmn:serviceTask>', '</bpmn:scriptTask>')
      .replace(/<bpmndi:BPMNDiagram[^]*<\/bpmndi:BPMNDiagram>/, '');
    expect(foreign).not.toContain('BPMNShape');
    await page.locator('input[type=file]').setInputFiles({ name: 'from-elsewhere.bpmn', mimeType: 'application/xml', buffer: Buffer.from(foreign) });
    await page.getByRole('dialog', { name: '导入流程' }).waitFor(wait);
    await page.getByLabel('流程编号').fill('from-elsewhere');
    await page.getByRole('button', { name: '创建' }).click();
    await problems(page).filter({ hasText: '脚本任务没有脚本。' }).first().waitFor(wait);

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出', exact: true }).click();
    const file = readFileSync((await (await downloading).path())!, 'utf8');

    expect(file).toContain('foo:mark="7"');
    // Who has only looked has changed nothing and has nothing to undo; the picture is saved with the first change of his own.
    expect([await page.locator('.save.saved').count(), await page.getByRole('button', { name: '撤销' }).isDisabled()]).toEqual([1, true]);
    expect((await stored('from-elsewhere')).xml).not.toContain('BPMNShape');
    await step(page, '食品经营许可材料审查').click();
    await field(page, 'limitAmount').fill('4');
    await page.locator('button:enabled', { hasText: '撤销' }).waitFor(wait);
    await saved(page);
    expect((await stored('from-elsewhere')).xml.match(/<bpmndi:BPMNShape /g)).toHaveLength(16);
    // Sent for review without a change it is saved as well: whoever reviews sees what the sender saw.
    await visit.city.draw('unchanged', '未改的流程', foreign);
    await openDrawing(page, 'unchanged');
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('dialog', { name: '送审' }).waitFor(wait);
    expect((await stored('unchanged')).xml.match(/<bpmndi:BPMNShape /g)).toHaveLength(16);
  }, 60_000);

  test('the bpmn.io mark is visible and uncovered on every page with a drawing', async () => {
    await visit.city.draw('restaurant-g', '开办餐饮店庚', drawing('open-a-restaurant'));
    const designer = await enter('designer1', ['designer']);
    await openDrawing(designer.page, 'restaurant-g');
    const auditor = await enter('auditor1', ['auditor']);
    await auditor.page.goto(`${visit.city.address}/designer/restaurant-g`);
    await auditor.page.locator('.djs-shape').first().waitFor(wait);

    for (const { page } of [designer, auditor]) {
      const covered = await page.locator('.bjs-powered-by').evaluateAll((marks) =>
        marks.map((mark) => {
          const box = mark.getBoundingClientRect();
          const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y)));
          return box.width < 30 || getComputedStyle(mark).visibility !== 'visible' || spots.some((spot) => spot === null || !(mark === spot || mark.contains(spot)));
        }),
      );
      expect(covered).toEqual([false]);
    }
  }, 60_000);

  test('who may not draw sees the flow without tools, in English where the browser asks for it', async () => {
    await visit.city.draw('restaurant-h', '开办餐饮店辛', drawing('open-a-restaurant'));
    const { page } = await enter('auditor2', ['auditor'], 'en-GB');
    await page.goto(`${visit.city.address}/designer/restaurant-h`);
    await page.getByText('Read only').waitFor(wait);

    expect(await page.locator('.djs-palette').count()).toBe(0);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  }, 60_000);

  test.each([
    ['list', '/designer'],
    ['modeler', '/designer/restaurant-x'],
    ['review', '/designer/restaurant-x/review'],
  ])('the %s has no faults that axe can see', async (_name, path) => {
    if (path.endsWith('restaurant-x')) await visit.city.draw('restaurant-x', '开办餐饮店', drawing('open-a-restaurant'));
    const { page } = await enter('designer1', ['designer']);
    await page.goto(visit.city.address + path);
    await page.locator('h1').first().waitFor(wait);
    if (path.endsWith('restaurant-x')) await step(page, '户外招牌材料审查').click();

    expect(await faultsOf(page)).toEqual([]);
  }, 60_000);
});
