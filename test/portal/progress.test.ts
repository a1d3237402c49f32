import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CASE } from './support/answers.ts';
import { openPages, type Pages } from './support/openPages.ts';

jest.setTimeout(120_000);

let pages: Pages;
let page: Page | undefined;
beforeAll(async () => {
  pages = await openPages();
});
afterEach(async () => {
  await page?.context().close();
  page = undefined;
});
afterAll(() => pages?.close());

const text = async (selector: string): Promise<string> => (await page!.locator(selector).first().innerText()).trim();

describe('P1 progress on a phone', () => {
  test('from the QR link: what is wanted, who has it, until when, and no diagram or personal data', async () => {
    page = await pages.open(`/p/${CASE}#code=K7PM2X`, 'clerk1', { phone: true });
    await page.getByText('现在需要您').waitFor();
    expect(await text('[data-testid="progress-with"]')).toBe('珠海供电局、供水企业');
    expect(await text('[data-testid="progress-due"]')).toContain('2026年12月3日');
    expect(await page.locator('.bjs-powered-by').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  test('after completion one rating is asked for; a low one says what it is about, and what was given is shown', async () => {
    page = await pages.open(`/p/${CASE}#code=DONE2345`, 'clerk1', { phone: true });
    await page.getByRole('heading', { name: '给这次办事打个分' }).waitFor();
    const send = page.getByRole('button', { name: '提交评价' });
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: '非常不满意' }).check();
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: '办事效率' }).check();
    await send.click();
    await page.getByText('您的评价：非常不满意。').waitFor();
    expect(pages.platform.sent.find(({ path }) => path.includes('/rating'))?.body).toEqual({ code: 'DONE2345', grade: 'bad', aspects: ['efficiency'] });
    expect(await send.count()).toBe(0);
  });

  test('large print: text of at least 18 pt and targets of at least 60, remembered', async () => {
    page = await pages.open(`/p/${CASE}#code=K7PM2X`, 'clerk1', { phone: true });
    await page.getByRole('switch', { name: '大字版' }).click();
    await page.reload();
    await page.locator('.phone.large').waitFor();
    const sizes = await page.locator('.phone-card p, .phone-card strong, .phone-card dd').evaluateAll((all) => all.map((each) => parseFloat(getComputedStyle(each).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(22.8);
    expect((await page.locator('.phone-other').boundingBox())!.height).toBeGreaterThanOrEqual(60);
  });
});
