import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seedCalendars, seedMatters } from '../../server/system/seedCity.ts';
import { visitCity } from '../designer/support/visitCity.ts';
import { root } from '../support/sources.ts';
import { faultsOf } from '../ui/support/accessibility.ts';

const wait = { timeout: 30_000 };

describe('The guide for everybody', () => {
  const visit = visitCity(async (city) => {
    await seedCalendars(city.app.context);
    await seedMatters(city.app.context);
  });

  const look = async (page: Page, name: string): Promise<void> => {
    if (process.env['YJS_LOOK']) await page.screenshot({ path: join(process.env['YJS_LOOK'], `${name}.png`), fullPage: true });
  };

  test.each([{ width: 390, height: 844 }, { width: 1366, height: 768 }])('given nobody is signed in, when the guide is opened on $width pixels, then the own situation decides what is listed', async (viewport) => {
    const page = await visit.browser.newPage({ viewport, locale: 'zh-CN' });
    await page.goto(`${visit.city.address}/guide/open-a-restaurant`);
    await page.getByRole('heading', { name: '开办餐饮店' }).waitFor(wait);
    const all = await page.locator('.lines').first().locator('li').count();
    await look(page, `guide-${viewport.width}`);
    await page.locator('[data-field="hotFood"]').getByText('否').click();
    await page.locator('[data-field="signboard"]').getByText('否').click();
    await page.getByLabel('营业面积').fill('80');

    expect(await page.locator('.lines').first().locator('li').count()).toBeLessThan(all);
    expect(await page.locator('.picture img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  }, 60_000);

  test('given the words that nothing can derive, when a designer writes them in their room, then they are saved with the draft', async () => {
    const { page, faults } = await visit.enter('designer1', ['designer']);
    await page.goto(`${visit.city.address}/designer/open-a-restaurant/guide`);
    const saved = page.waitForResponse((response) => response.url().endsWith('/draft') && response.ok());
    await page.getByLabel('收费').fill('不收费');
    await page.getByLabel('收费').blur();
    await saved;
    await look(page, 'guide-room');

    expect((await (await visit.city.app.signedIn('reader', ['designer'])).get('/api/definitions/open-a-restaurant')).body.draft.parts.guide).toEqual({ fees: '不收费' });
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);
});

test('words of the guide: Chinese and English name the same things, and every word asked for is there', () => {
  type Texts = { readonly [name: string]: string | Texts };
  const keys = (of: Texts, prefix = 'guide'): string[] => Object.entries(of).flatMap(([name, text]) => (typeof text === 'string' ? [`${prefix}.${name}`] : keys(text, `${prefix}.${name}`)));
  const [zh, en] = ['zh-CN', 'en'].map((language) => keys(JSON.parse(readFileSync(join(root, `ui/messages/${language}/guide.json`), 'utf8')) as Texts));
  expect(en).toEqual(zh);
  const sources = ['portal/guide', 'designer/guide'].flatMap((folder) => readdirSync(join(root, folder)).map((file) => readFileSync(join(root, folder, file), 'utf8'))).join('\n');
  const asked = [...sources.matchAll(/'(guide\.[\w.]+)'/g)].map((found) => found[1]!);
  expect(asked.filter((key) => !zh!.includes(key))).toEqual([]);
});
