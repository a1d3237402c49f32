import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { openCity, type City } from '../designer/support/openCity.ts';
import { chromium } from '../support/chromium.ts';
import { faultsOf } from './support/accessibility.ts';

const wait = { timeout: 15_000 };
let browser: Browser;
let city: City;
let context: BrowserContext;

beforeAll(async () => {
  [browser, city] = await Promise.all([chromium(), openCity()]);
  await city.app.addUser('guest', ['administrator'], { persona: true, nameZh: '来访者', nameEn: 'Visitor' });
  await city.app.addUser('designer1', ['designer'], { persona: true, nameZh: '设计员', nameEn: 'Designer' });
  await city.app.addUser('auditor1', ['auditor'], { persona: true, nameZh: '审计', nameEn: 'Auditor' });
  await city.app.addUser('clerk1', ['clerk'], { persona: true, nameZh: '综窗', nameEn: 'Window clerk' });
}, 180_000);
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await city?.close();
});

describe('the shell of the pages', () => {
  test('the role bar changes the person, and with it what may be opened and done', async () => {
    const entered = await city.enter(browser, 'guest', ['administrator']);
    context = entered.context;
    const { page } = entered;
    await page.goto(`${city.address}/designer`);
    const bar = page.getByRole('region', { name: '以其他身份操作' });
    await bar.getByRole('button', { name: '设计员' }).click();
    await page.getByRole('button', { name: '新建流程' }).first().waitFor(wait);

    await bar.getByRole('button', { name: '审计' }).click();
    await page.getByRole('button', { name: '新建流程' }).first().waitFor({ state: 'detached', ...wait });
    expect(await bar.getByRole('button', { name: '审计' }).getAttribute('aria-pressed')).toBe('true');

    await bar.getByRole('button', { name: '综窗' }).click();
    await page.getByRole('heading', { name: '没有权限' }).waitFor(wait);
    expect(await page.getByRole('navigation', { name: '主导航' }).getByText('流程库').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
  }, 60_000);

  test('the language switch changes every text and is remembered', async () => {
    const page = context.pages()[0]!;
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await page.getByRole('heading', { name: 'No right to this page' }).waitFor(wait);
    await page.reload();
    await page.getByRole('heading', { name: 'No right to this page' }).waitFor(wait);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('region', { name: 'Act as somebody else' }).getByRole('button', { name: 'Window clerk' }).count()).toBe(1);
    await page.getByRole('button', { name: '中文' }).click();
  }, 60_000);

  test('the keyboard jumps over the navigation to the content', async () => {
    const page = context.pages()[0]!;
    await page.goto(`${city.address}/designer`);
    await page.locator('h1').waitFor(wait);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  }, 60_000);

  test('without a session every page leads to the sign-in, which says plainly why it refuses', async () => {
    const stranger = await browser.newContext({ locale: 'zh-CN' });
    const page = await stranger.newPage();
    await page.goto(`${city.address}/designer`);
    await page.getByRole('heading', { name: '登录' }).waitFor(wait);
    await page.getByLabel('用户名').fill('designer1');
    await page.getByLabel('密码').fill('wrong');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('alert').waitFor(wait);
    expect(await page.getByRole('alert').innerText()).toMatch(/[\u4e00-\u9fff]{4}/);

    await page.getByLabel('密码').fill('secret of designer1');
    await page.getByRole('button', { name: '登录' }).click();

    await page.getByRole('heading', { name: '流程库' }).waitFor(wait);
    expect(new URL(page.url()).pathname).toBe('/designer');
    await stranger.close();
  }, 60_000);

  test('an address that does not exist says so', async () => {
    const page = context.pages()[0]!;
    await page.goto(`${city.address}/no/such/page`);

    await page.getByRole('heading', { name: '没有这个页面' }).waitFor(wait);
  }, 60_000);
});
