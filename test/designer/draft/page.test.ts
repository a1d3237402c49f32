import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { root } from '../../support/sources.ts';
import { fieldOf, patience, saved, shipped, stepOf, visitDesigner } from '../support/visitDesigner.ts';

const at = visitDesigner();

const shippedForm = (name: string): string => readFileSync(join(root, 'definitions/matters', name, 'form.json'), 'utf8');
const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the open draft of the design page', () => {
  test('given a conflict left open and drawn on, when mine is kept as a new flow, then it holds what was drawn since', async () => {
    await at.city.draw('conflict', '冲突', shipped('open-a-restaurant'));
    const { page } = await at.open('conflict');
    const other = await at.city.app.signedIn('designer2', ['designer']);
    const { xml, revision } = (await other.get('/api/definitions/conflict').expect(200)).body.draft as { xml: string; revision: number };
    await other.send('put', '/api/definitions/conflict/draft', { xml: xml.replace('name="汇总结果并办结"', 'name="对方改的名字"'), revision }).expect(200);
    await stepOf(page, '户外招牌材料审查').click();
    await fieldOf(page, 'name').fill('先画的名字');
    const dialog = page.getByRole('dialog', { name: '别人也改了这个流程' });
    await dialog.waitFor(patience);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden', ...patience });

    await fieldOf(page, 'name').fill('后来画的名字');
    await stepOf(page, '后来画的名字').waitFor(patience);
    // Who closed the box finds it again without knowing a key.
    await pressed(page, '现在决定').click();
    await dialog.locator('.changes').getByText('后来画的名字').first().waitFor(patience);
    await dialog.getByRole('button', { name: '我的另存为新流程' }).click();
    await page.getByText('已另存为').waitFor(patience);

    const all = (await other.get('/api/definitions').expect(200)).body.definitions as { key: string; name: string }[];
    expect(await at.stored(all.find(({ name }) => name === '冲突（副本）')!.key)).toContain('后来画的名字');
  }, 90_000);

  test('given work left on this machine after a save whose answer was lost, when Escape is pressed or the side of the box is clicked, then it is still offered; taken, it goes on top of that save', async () => {
    await at.city.draw('left', '留下', shipped('open-a-restaurant'));
    const { page } = await at.open('left');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.route('**/draft', async (route) => {
      if ((route.request().postData() ?? '').includes('存上了却没人说的名字')) await route.fetch();
      await route.abort();
    });
    await stepOf(page, '户外招牌材料审查').click();
    await fieldOf(page, 'name').fill('存上了却没人说的名字');
    await page.locator('.save.failed').waitFor(patience);
    expect(await at.stored('left')).toContain('存上了却没人说的名字');
    await fieldOf(page, 'name').fill('没存上的名字');
    await page.waitForFunction(() => localStorage.getItem('yjs.draft.left')?.includes('没存上的名字'), undefined, patience);
    await page.reload();
    const box = page.getByRole('dialog', { name: '本机留有未保存的改动' });
    await box.waitFor(patience);
    // Not before: the page would save meanwhile, and leave nothing on the machine.
    await page.unroute('**/draft');

    await page.keyboard.press('Escape');
    await page.mouse.click(5, 700);
    await page.waitForTimeout(500);

    expect(await box.isVisible()).toBe(true);
    await pressed(page, '接着用').click();
    await stepOf(page, '没存上的名字').waitFor(patience);
    await saved(page);
    expect(await at.stored('left')).toContain('没存上的名字');
  }, 90_000);

  test('given a field that is still being written, when Ctrl+S is pressed in it, then what is saved holds it, and the person stays in it', async () => {
    await at.city.draw('keys', '按键', shipped('open-a-restaurant'), JSON.parse(shippedForm('open-a-restaurant')) as object);
    const { page } = await at.open('keys');
    await page.goto(`${at.city.address}/designer/keys/forms`);
    const entries = page.locator('.yjs-forms .entries button');
    await entries.first().click();
    const label = page.locator('.properties input').first();
    await label.fill('还没离开就保存');
    const sent = page.waitForRequest((request) => request.method() === 'PUT' && (request.postData() ?? '').includes('还没离开就保存'), patience);

    await page.keyboard.press('Control+s');

    await sent;
    expect(await label.evaluate((field) => field === document.activeElement)).toBe(true);

    const box = page.locator('.properties input[type="checkbox"]').first();
    const before = await box.isChecked();
    await box.focus();
    await page.keyboard.press('Space');
    await page.waitForFunction((was) => document.querySelector<HTMLInputElement>('.properties input[type="checkbox"]')?.checked !== was, before, patience);
    await page.keyboard.press('Control+z');
    await page.waitForFunction((was) => document.querySelector<HTMLInputElement>('.properties input[type="checkbox"]')?.checked === was, before, patience);
  }, 90_000);

  test('given a changed drawing, when a box of the panel is ticked and Ctrl+Z pressed in it, then that is undone; when a file is to take its place, then it is asked first, and nothing is left to undo', async () => {
    await at.city.draw('replaced', '换图', shipped('open-a-restaurant'));
    const { page } = await at.open('replaced');
    await stepOf(page, '户外招牌材料审查').click();
    await fieldOf(page, 'name').fill('换图之前的名字');
    await stepOf(page, '换图之前的名字').waitFor(patience);
    const opinion = page.locator('[data-entry-id="yjs-opinions"] input[type="checkbox"]').first();
    const ticked = await opinion.isChecked();
    await opinion.click();
    expect(await opinion.isChecked()).toBe(!ticked);
    // In a box of the panel there is no text to take back: the key takes back the box, and no more.
    await page.keyboard.press('Control+z');
    await page.waitForFunction((was) => document.querySelector<HTMLInputElement>('[data-entry-id="yjs-opinions"] input')?.checked === was, ticked, patience);
    expect(await stepOf(page, '换图之前的名字').isVisible()).toBe(true);
    expect(await pressed(page, '撤销').isEnabled()).toBe(true);
    const give = () => page.locator('.paper').evaluate((paper, xml) => {
      const carried = new DataTransfer();
      carried.items.add(new File([xml], 'other.bpmn', { type: 'application/xml' }));
      paper.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
    }, shipped('joint-visit'));
    const box = page.getByRole('dialog', { name: '用文件换掉现在的流程图？' });

    await give();
    await box.getByRole('button', { name: '取消' }).click();
    await box.waitFor({ state: 'hidden', ...patience });
    expect(await stepOf(page, '换图之前的名字').isVisible()).toBe(true);
    await give();
    await box.getByRole('button', { name: '换掉' }).click();
    await stepOf(page, '提出备选时段').waitFor(patience);

    expect(await pressed(page, '撤销').isDisabled()).toBe(true);
    await saved(page);
  }, 90_000);

  test('given the server refuses what is on the screen, then the state of saving says why, and so does sending for review', async () => {
    await at.city.draw('refused', '不收', shipped('open-a-restaurant'));
    const { page } = await at.open('refused');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.route('**/draft', (route) => route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ status: 422, code: 'FORM_FILE_INVALID', title: '表单的格式不对，没有保存', detail: 'form.sections.0 处不符合要求。' }) }));
    await stepOf(page, '户外招牌材料审查').click();
    await fieldOf(page, 'name').fill('不收的名字');

    await page.locator('.save.failed', { hasText: 'form.sections.0 处不符合要求' }).waitFor(patience);
    await pressed(page, '送审').click();
    await page.locator('.el-message', { hasText: 'form.sections.0 处不符合要求' }).waitFor(patience);
    expect(await page.getByRole('dialog', { name: '送审' }).count()).toBe(0);
  }, 90_000);

  test('given the connection is lost, when a room and a page that were not yet opened are asked for, then why nothing is seen is said; when it is back, then what was changed is saved', async () => {
    await at.city.draw('offline', '断网', shipped('open-a-restaurant'));
    const { page } = await at.open('offline');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.context().setOffline(true);
    await stepOf(page, '户外招牌材料审查').click();
    await fieldOf(page, 'name').fill('断网时的名字');
    await page.locator('.save.failed').waitFor(patience);

    await page.getByRole('link', { name: '决策表', exact: true }).click();
    await page.locator('.room [role="alert"]', { hasText: '连接不上服务器' }).waitFor(patience);
    await page.getByRole('link', { name: '事项目录', exact: true }).click();
    await page.getByRole('dialog', { name: '改动还没有保存' }).getByRole('button', { name: '离开' }).click();
    await page.locator('p[role="alert"]', { hasText: '连接不上服务器' }).waitFor(patience);
    await page.context().setOffline(false);

    await saved(page);
    expect(await at.stored('offline')).toContain('断网时的名字');
  }, 90_000);
});
