import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../../support/sources.ts';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';

const matter = (file: string): string => readFileSync(join(root, 'definitions/matters/open-a-restaurant', file), 'utf8');
const wait = { timeout: 20_000 };

const visit = visitCity();

test('an expression of the panel is helped with: names of the form are offered, a slip is said as it is typed, and it is tried with values', async () => {
  await visit.city.draw('feel-a', '开办餐饮店', matter('flow.bpmn'), JSON.parse(matter('form.json')) as object);
  const { page, faults } = await visit.enter('designer1', ['designer']);
  await page.goto(`${visit.city.address}/designer/feel-a`);
  await page.locator('[data-element-id="review_fork_to_review_fire"] .djs-hit').first().waitFor({ state: 'attached', ...wait });
  await page.locator('.problems h2').filter({ hasText: /没有发现问题|个错误/ }).waitFor(wait);
  await page.locator('[data-element-id="review_fork_to_review_fire"] .djs-hit').first().click({ force: true });
  const area = page.locator('[data-entry-id="yjs-condition"] textarea');
  await area.waitFor(wait);

  await area.fill('= ar');
  await page.locator('.yjs-feel-names button', { hasText: '营业面积' }).click();
  expect(await area.inputValue()).toBe('= area');
  await area.pressSequentially(' >= ');
  await page.locator('.yjs-feel-wrong', { hasText: '表达式写法有误' }).waitFor(wait);
  await area.pressSequentially('300');
  await page.locator('.yjs-feel-wrong').waitFor({ state: 'detached', ...wait });
  await page.locator('.yjs-feel-try summary').click();
  await page.locator('.yjs-feel-try', { hasText: '结果：true（是或否）' }).waitFor(wait);
  await page.locator('.yjs-feel-try input').fill('20');
  await page.locator('.yjs-feel-try', { hasText: '结果：false' }).waitFor(wait);

  // So is what goes into a step.
  await page.locator('.outline button', { hasText: '汇总结果并办结' }).first().click();
  const inputs = page.locator('[data-entry-id="yjs-inputs"]');
  await inputs.waitFor({ state: 'attached', ...wait });
  if (!(await inputs.isVisible())) await page.locator('[data-group-id="group-yjs-data"] .bio-properties-panel-group-header').click();
  await inputs.locator('.yjs-mapping-add').click();
  await inputs.locator('input').last().fill('size');
  await page.keyboard.press('Tab');
  const source = inputs.getByLabel('传入数据 = 表达式').last();
  await source.pressSequentially('= are');
  await inputs.locator('.yjs-feel-names button', { hasText: '营业面积' }).click();
  expect(await source.inputValue()).toBe('= area');
  const pictures = process.env['YJS_PICTURES'];
  if (pictures) await page.screenshot({ path: join(pictures, 'feel-panel.png') });
  expect(await faultsOf(page)).toEqual([]);
  await source.press('Tab');
  await page.locator('.save.saved').waitFor(wait);
  const caller = await visit.city.app.signedIn('reader', ['auditor']);
  expect(((await caller.get('/api/definitions/feel-a').expect(200)).body.draft as { xml: string }).xml).toContain('<zeebe:input source="= area" target="size" />');
  expect(faults).toEqual([]);
}, 120_000);
