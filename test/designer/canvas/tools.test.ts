import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fieldOf, patience, saved, shipped, stepOf, visitDesigner } from '../support/visitDesigner.ts';

const at = visitDesigner();

const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const hit = (page: Page, id: string) => page.locator(`[data-element-id="${id}"] .djs-hit`).first();

describe('tools of the canvas', () => {
  test('given a step, when it is copied, then another diagram pastes it with all its terms, though its page was left', async () => {
    await at.city.draw('copy-from', '复制源', shipped('open-a-restaurant'));
    await at.city.draw('copy-to', '复制到', shipped('joint-visit'));
    const first = await at.open('copy-from');
    await stepOf(first.page, '食品经营许可材料审查').click();
    await first.page.locator('.djs-container svg').first().focus();
    await first.page.keyboard.press('Control+c');
    await first.page.goto(`${at.city.address}/designer/copy-to`);
    await first.page.locator('.djs-shape').first().waitFor(patience);
    await first.page.locator('.problems h2').filter({ hasText: /没有发现问题|个错误/ }).waitFor(patience);

    await first.page.locator('.djs-container svg').first().focus();
    await first.page.mouse.move(700, 250);
    await first.page.keyboard.press('Control+v');
    await first.page.mouse.move(720, 260);
    await first.page.mouse.click(720, 260);
    await stepOf(first.page, '食品经营许可材料审查').waitFor(patience);
    await first.page.waitForTimeout(300);
    await first.page.keyboard.press('Control+s');
    await saved(first.page);

    const pasted = /<bpmn:userTask [^>]*name="食品经营许可材料审查"[^>]*>/.exec(await at.stored('copy-to'))?.[0];
    expect(pasted).toContain('gov:item="SAMPLE-FOOD"');
    expect(pasted).toContain('gov:limitAmount="3"');
    expect(pasted).toContain('gov:form="material-review"');
    expect(first.faults).toEqual([]);
  }, 90_000);

  test('given a step without a connector, when one is picked by pinyin, then its terms are filled in and its fields are rows to be bound, and what is missing is mended', async () => {
    const bare = shipped('open-a-restaurant').replace(/ gov:department="marketRegulation" gov:connector="licence-check" gov:operation="application"/, '').replace('<zeebe:input source="=shopName" target="shopName" /><zeebe:input source="=uscc" target="uscc" />', '');
    await at.city.draw('connector', '连接器', bare);
    const { page, faults } = await at.open('connector');
    await stepOf(page, '营业执照信息核验').click();

    await fieldOf(page, 'connector').click();
    await page.keyboard.type('zzxxhy');
    await page.locator('[role="option"]', { hasText: '营业执照信息核验' }).click();
    await page.locator('.problems li', { hasText: '统一社会信用代码' }).first().waitFor(patience);
    await fieldOf(page, 'contract-input-shopName').fill('shopName');
    await page.locator('.problems li', { hasText: '统一社会信用代码' }).getByRole('button', { name: '传入同名数据“uscc”' }).click();
    await page.locator('.problems li', { hasText: '统一社会信用代码' }).waitFor({ state: 'detached', ...patience });

    expect(await page.locator('[data-entry-id^="yjs-contract"] > .bio-properties-panel-label, [data-entry-id^="yjs-contract"] label').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('传入 店铺名称（shopName · 文本） *'), expect.stringContaining('传入 统一社会信用代码（uscc · 文本） *')]));
    expect(await page.locator('.problems li', { hasText: '连接器' }).count()).toBe(0);
    if (process.env['YJS_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['YJS_SHOTS']}/connector.png` });
    await page.keyboard.press('Control+s');
    await saved(page);
    expect(await at.stored('connector')).toMatch(/id="licence"[^>]*gov:department="marketRegulation"[^>]*gov:connector="licence-check" gov:operation="application" gov:mode="sync"[\s\S]*?<zeebe:input source="= shopName" target="shopName" \/>\s*<zeebe:input source="= uscc" target="uscc" \/>/);
    expect(faults).toEqual([]);
  }, 60_000);

  test('given three steps that stand anyhow, when they are aligned, then their left edges are one, and one undo takes it back', async () => {
    await at.city.draw('align', '对齐', shipped('open-a-restaurant').replace(/(bpmnElement="review_signboard"[^>]*>\s*<dc:Bounds x=")(\d+)/, (_all, head: string, x: string) => `${head}${Number(x) + 33}`));
    const { page } = await at.open('align');
    const lefts = () => Promise.all(['review_food', 'review_signboard', 'review_fire'].map((id) => page.locator(`.djs-shape[data-element-id="${id}"]`).evaluate((each) => Number(/matrix\(1 0 0 1 ([\d.]+)/.exec(each.getAttribute('transform') ?? '')?.[1]))));
    expect(new Set(await lefts()).size).toBe(2);

    await hit(page, 'review_food').click();
    await hit(page, 'review_signboard').click({ modifiers: ['Shift'] });
    await hit(page, 'review_fire').click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: '对齐 ▾' }).click();
    await page.getByRole('menuitem', { name: '左对齐' }).click();
    await page.waitForTimeout(300);

    expect(new Set(await lefts()).size).toBe(1);
    await pressed(page, '撤销').click();
    expect(new Set(await lefts()).size).toBe(2);
  }, 60_000);

  test('given a drawing, when it is exported as PNG, then the picture is one of its size; a file dropped on the canvas takes its place', async () => {
    await at.city.draw('png', '图片', shipped('open-a-restaurant'));
    const { page } = await at.open('png');
    const downloading = page.waitForEvent('download');
    await pressed(page, '导出 PNG').click();
    const png = readFileSync((await (await downloading).path())!);

    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16) > 2000, png.readUInt32BE(20) > 300]).toEqual([true, true]);

    await page.locator('.paper').evaluate((paper, xml) => {
      const carried = new DataTransfer();
      carried.items.add(new File([xml], 'other.bpmn', { type: 'application/xml' }));
      for (const kind of ['dragover', 'drop']) paper.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }, shipped('joint-visit'));
    await page.getByRole('dialog', { name: '用文件换掉现在的流程图？' }).getByRole('button', { name: '换掉' }).click();
    await stepOf(page, '提出备选时段').waitFor(patience);
    await saved(page);
    expect(await at.stored('png')).toContain('提出备选时段');
  }, 60_000);

  test('given grid and overview, when their buttons are pressed, then each comes and goes and says so; the bpmn.io mark stays uncovered', async () => {
    await at.city.draw('grid', '网格', shipped('open-a-restaurant'));
    const { page } = await at.open('grid');
    await pressed(page, '缩略图').click();
    await page.locator('.djs-minimap.open .map').waitFor(patience);

    expect(await pressed(page, '缩略图').getAttribute('aria-pressed')).toBe('true');
    expect(await pressed(page, '网格').getAttribute('aria-pressed')).toBe('true');
    await pressed(page, '网格').click();
    await page.locator('.djs-grid, [class*="layer-djs-grid"]').first().waitFor({ state: 'hidden', ...patience });
    expect(await pressed(page, '网格').getAttribute('aria-pressed')).toBe('false');
    const covered = await page.locator('.bjs-powered-by').evaluateAll((marks) =>
      marks.map((mark) => {
        const box = mark.getBoundingClientRect();
        return [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.8].map((y) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y))).some((spot) => spot === null || !(mark === spot || mark.contains(spot)));
      }),
    );
    expect(covered).toEqual([false]);
    if (process.env.YJS_SHOTS) await page.screenshot({ path: `${process.env.YJS_SHOTS}/tools.png` });
  }, 60_000);
});
