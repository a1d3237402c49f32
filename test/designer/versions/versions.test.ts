import { loadCalendarYears } from '../../../definitions/calendars/load.ts';
import { noParts } from '../../../definitions/parts.ts';
import type { CalendarYear } from '../../../engine/clock/mergeYears.ts';
import { signingKey } from '../../../server/packs/signing.ts';
import { writePack } from '../../../server/packs/writePack.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { drawing } from '../../server/catalog/drawings.ts';
import { enterMatter } from '../../server/support/enterMatter.ts';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';
import { review } from '../../server/support/review.ts';

/** A small matter whose one step has so many working days. */
const matter = (process: string, days = 3, code = 'TEST-20'): string =>
  drawing({ process, task: `gov:nameEn="Check" gov:department="housing" gov:role="approver" gov:limitAmount="${days}"`, terms: `gov:registerCode="${code}" gov:leadDepartment="housing" gov:limitAmount="20"` });
const wait = { timeout: 20_000 };

const visit = visitCity(async (city) => {
  await enterMatter(city.app.orm, 'TEST-20', 20, { name: { zh: '小事一件' } });
});

async function enter(user: string, roles: Parameters<typeof visit.enter>[1]) {
  const entered = await visit.enter(user, roles);
  await entered.page.setViewportSize({ width: 1366, height: 768 });
  return entered;
}
/** A picture of the page as it stands, at both sizes, where somebody wants to look. */
async function look(page: Page, name: string): Promise<void> {
  if (!process.env['YJS_LOOK']) return;
  await page.screenshot({ path: join(process.env['YJS_LOOK'], `${name}.png`), fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(process.env['YJS_LOOK'], `${name}-phone.png`), fullPage: true });
  await page.setViewportSize({ width: 1366, height: 768 });
}
/** Publishes a drawing over HTTP, by two people. */
async function publish(key: string, xml: string, effectiveOn?: string): Promise<void> {
  const [designer, publisher] = [await visit.city.app.signedIn('designer1', ['designer']), await visit.city.app.signedIn('publisher1', ['publisher'])];
  const { draft } = (await designer.get(`/api/definitions/${key}`)).body;
  await designer.send('put', `/api/definitions/${key}/draft`, { xml, revision: draft.revision }).expect(200);
  await designer.send('post', `/api/definitions/${key}/submission`, { note: '调整时限', ...(effectiveOn === undefined ? {} : { effectiveOn }) }).expect(200);
  expect((await review(publisher, key)).status).toBe(200);
}

describe('versions, register and library', () => {
  test('the library finds by pinyin, tells how each flow stands, compares two and deletes what was never published', async () => {
    await visit.city.draw('canyin', '开办餐饮店', matter('canyin'));
    await visit.city.draw('gas-change', '燃气变更', matter('gasChange', 5));
    await publish('canyin', matter('canyin', 2));
    const { page, faults } = await enter('designer1', ['designer']);
    await page.goto(`${visit.city.address}/designer`);
    await page.locator('tr', { hasText: '开办餐饮店' }).getByText('已发布').waitFor(wait);
    await page.locator('tr', { hasText: '开办餐饮店' }).getByText(/没有问题|个提醒|个错误/).waitFor(wait);
    await look(page, 'library');
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('main *')].filter((each) => each.scrollWidth > Math.max(each.clientWidth, 390)).map((each) => each.outerHTML.slice(0, 90)))).toEqual([]);
    await page.getByRole('button', { name: '删除“燃气变更”' }).scrollIntoViewIfNeeded();
    expect(await page.getByRole('button', { name: '删除“燃气变更”' }).evaluate((button) => button.getBoundingClientRect().right)).toBeLessThanOrEqual(390);
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 1366, height: 768 });

    await page.getByLabel('按名称、拼音').fill('rqbg');
    await page.getByText('共 1 个流程').waitFor(wait);
    await page.getByLabel('按名称、拼音').fill('');
    for (const name of ['开办餐饮店', '燃气变更']) await page.getByLabel(`选择“${name}”用于比较`).click();
    await page.getByRole('button', { name: '比较所选（2/2）' }).click();
    await page.locator('.changes li').first().waitFor(wait);
    expect(await page.locator('.diagram').count()).toBe(2);
    await look(page, 'compare');
    expect(await faultsOf(page)).toEqual([]);

    await page.goto(`${visit.city.address}/designer`);
    await page.getByRole('button', { name: '复制“开办餐饮店”' }).click();
    const copy = page.getByRole('dialog', { name: '新建流程' });
    await copy.waitFor(wait);
    expect(await copy.getByLabel('流程名称').inputValue()).toBe('开办餐饮店（副本）');
    expect(await copy.getByLabel('流程编号').inputValue()).toBe('kai-ban-can-yin-dian-fu-ben');
    await page.keyboard.press('Escape');
    await copy.waitFor({ state: 'hidden', ...wait });
    await page.getByRole('button', { name: '删除“燃气变更”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await page.getByText('共 1 个流程').waitFor(wait);
    expect(faults).toEqual([]);

    // What was deleted is not asked for again and again: there is a way back.
    await page.goto(`${visit.city.address}/designer/gas-change`);
    await page.getByText('没有加载成功').waitFor(wait);
    expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
    await page.getByRole('link', { name: '回到首页' }).click();
    await page.waitForURL(`${visit.city.address}/`, wait);
  }, 120_000);

  test('SC-21 a designer sees that the entry is missing, asks for it, the keeper approves, and the problem is gone', async () => {
    await visit.city.draw('occupy-road', '临时占道', matter('occupyRoad', 3, 'YJS-ROAD'));
    const { page, faults } = await enter('designer1', ['designer']);
    await page.goto(`${visit.city.address}/designer/occupy-road/versions`);
    await page.locator('.register .el-alert', { hasText: '清单之外不得实施' }).waitFor(wait);
    await page.getByRole('button', { name: '申请登记' }).click();
    const dialog = page.getByRole('dialog', { name: '申请登记事项目录' });
    await dialog.getByLabel('说明').fill('新增事项');
    await look(page, 'register-ask');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('等待事项目录管理员决定').waitFor(wait);

    const keeper = await enter('admin1', ['administrator']);
    await keeper.page.goto(`${visit.city.address}/register`);
    await keeper.page.getByText('待决定的登记申请（1）').waitFor(wait);
    await look(keeper.page, 'register');
    expect(await faultsOf(keeper.page)).toEqual([]);
    await keeper.page.getByRole('button', { name: '批准' }).click();
    await keeper.page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
    await keeper.page.locator('.entries .yjs-mono', { hasText: 'YJS-ROAD' }).waitFor(wait);

    await page.reload();
    await page.locator('.register strong', { hasText: '你好' }).waitFor(wait);
    expect(await page.getByText('清单之外不得实施').count()).toBe(0);
    expect([...faults, ...keeper.faults]).toEqual([]);
  }, 120_000);

  test('a version of tomorrow waits; an earlier save is brought back; an older version is rolled back to', async () => {
    await visit.city.draw('shop', '开店', matter('shop', 2));
    await publish('shop', matter('shop', 2));
    await publish('shop', matter('shop', 1), '2099-01-04');
    const { page, faults } = await enter('designer1', ['designer']);
    await page.goto(`${visit.city.address}/designer/shop/versions`);
    await page.getByText('现行（新办件用它）').waitFor(wait);
    await page.getByText('2099-01-04 起生效').first().waitFor(wait);
    const first = page.locator('.versions > section').nth(1).locator('li').last();
    // Whoever asks for a comparison by keyboard is taken to it, and back when it is closed.
    await first.getByRole('button', { name: '与现在比较' }).press('Enter');
    await page.locator('.compared:focus').waitFor(wait);
    await page.getByRole('button', { name: '收起比较' }).press('Enter');
    await first.locator('button:focus', { hasText: '与现在比较' }).waitFor(wait);
    await page.keyboard.press('Enter');
    await page.locator('.changes .how', { hasText: '时限' }).waitFor(wait);
    expect((await page.locator('.changes .how', { hasText: '时限' }).innerText()).replaceAll(/\s+/g, ' ')).toMatch(/时限 2 → 改为 1/);
    await look(page, 'versions-room');
    expect(await faultsOf(page)).toEqual([]);

    const saves = page.locator('.versions > section').filter({ hasText: '草稿的历次保存' }).locator('li');
    await page.evaluate(() => Object.assign(window, { stays: true }));
    await saves.last().getByRole('button', { name: '恢复到这一稿' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '恢复到这一稿' }).click();
    await saves.first().getByText('恢复自第 1 稿').waitFor(wait);
    await first.getByRole('button', { name: '与现在比较' }).click();
    await page.locator('.compared').getByText('没有变化').waitFor(wait);
    expect(await page.evaluate(() => 'stays' in window)).toBe(true);

    await first.getByRole('button', { name: '退回到这一版' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('时限定得过短');
    await page.getByRole('dialog').getByRole('button', { name: '送审' }).click();
    await page.getByText('内容退回到第 1 版').waitFor(wait);
    await page.locator('.changes .how', { hasText: '时限' }).waitFor(wait);
    expect(faults).toEqual([]);
  }, 120_000);

  test('a remark on a step keeps the version back until it is answered; then a second person, warned of the version that waits, publishes, and retires it again', async () => {
    const designer = await enter('designer1', ['designer']);
    const publisher = await enter('publisher1', ['publisher']);
    await publisher.page.goto(`${visit.city.address}/designer/shop/review`);
    await publisher.page.getByLabel('关于').selectOption({ label: '审核' });
    await publisher.page.getByLabel('写下意见').fill('时限依据是什么？');
    await publisher.page.getByRole('button', { name: '提出意见' }).press('Enter');
    await publisher.page.locator('textarea[aria-label="写下意见"]:focus').waitFor(wait);
    await publisher.page.getByText('还有 1 条审核意见没有答复或撤回').waitFor(wait);
    // One more is taken back by keyboard: where it stands is where the keyboard stays.
    await publisher.page.getByLabel('写下意见').fill('这一条写错了');
    await publisher.page.getByRole('button', { name: '提出意见' }).press('Enter');
    const mistaken = publisher.page.locator('.threads li', { hasText: '这一条写错了' });
    await mistaken.getByRole('button', { name: '撤回' }).press('Enter');
    await publisher.page.locator('.threads li.withdrawn:focus', { hasText: '这一条写错了' }).waitFor(wait);
    await publisher.page.getByText('还有 1 条审核意见没有答复或撤回').waitFor(wait);
    expect(await publisher.page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true);
    await publisher.page.getByText('第 2 版定于 2099-01-04 生效，还没有生效；发布这一版后，它不会再生效。').waitFor(wait);
    // What is compared with waits for its day: it is published, not in force.
    await publisher.page.getByText('已发布的第 2 版').first().waitFor(wait);
    expect(await publisher.page.getByText('现行版本').count()).toBe(0);
    await look(publisher.page, 'review');
    expect(await faultsOf(publisher.page)).toEqual([]);

    await designer.page.goto(`${visit.city.address}/designer/shop/review`);
    await designer.page.getByLabel('答复关于“审核”的意见').fill('见工作方案第三条');
    await designer.page.getByRole('button', { name: '答复', exact: true }).click();
    await designer.page.getByText('已答复').waitFor(wait);
    await designer.page.getByRole('button', { name: 'EN', exact: true }).click();
    await designer.page.getByRole('option', { name: 'Check' }).waitFor({ state: 'attached', ...wait });
    await designer.page.getByRole('button', { name: '中文', exact: true }).click();

    await publisher.page.reload();
    await publisher.page.getByRole('button', { name: '发布', exact: true }).click();
    await publisher.page.getByText('第 3 版已发布').waitFor(wait);
    await designer.page.goto(`${visit.city.address}/designer/shop/versions`);
    await designer.page.getByText('定于 2099-01-04 生效，已被第 3 版取代，不会生效').waitFor(wait);
    await look(designer.page, 'versions-overtaken');
    await publisher.page.goto(`${visit.city.address}/designer/shop/versions/3`);
    await publisher.page.getByRole('button', { name: '停用这一版' }).click();
    await publisher.page.getByRole('dialog').getByRole('textbox').fill('方案暂缓');
    await publisher.page.getByRole('dialog').getByRole('button', { name: '停用这一版' }).click();
    await publisher.page.getByText('这一版已停用').waitFor(wait);
    await look(publisher.page, 'version');
    expect(await faultsOf(publisher.page)).toEqual([]);
    expect([...designer.faults, ...publisher.faults]).toEqual([]);
  }, 120_000);

  test('a matter leaves as a pack and comes back as a draft of another name', async () => {
    await visit.city.draw('packed', '打包', matter('packed'));
    const { page, faults } = await enter('designer1', ['designer']);
    await page.goto(`${visit.city.address}/designer`);
    const coming = page.waitForEvent('download', wait);
    await page.getByRole('button', { name: '导出“打包”的事项包' }).click();
    const file = await (await coming).path();
    await page.goto(`${visit.city.address}/designer/import`);
    await page.getByLabel('选择事项包文件').setInputFiles(file);
    await page.getByText('由本平台签名').waitFor(wait);
    await page.getByText('本市已有，不用对应').waitFor(wait);
    await look(page, 'import');
    expect(await faultsOf(page)).toEqual([]);
    // It is here already: a free key is proposed, and the draft lands beside it.
    expect(await page.getByLabel('流程编号').inputValue()).toBe('packed-2');
    await page.getByRole('button', { name: '导入为草稿' }).click();
    await page.waitForURL('**/designer/packed-2', wait);

    // One that nobody here knows, counted by other days, wants a yes of its own.
    const [last] = loadCalendarYears().toReversed() as [CalendarYear];
    const foreign = await writePack(signingKey(deriveMasterKey(Buffer.alloc(32, 9))), { key: 'elsewhere', name: '别处', version: null, contentHash: null }, { xml: matter('elsewhere').replace('gov:department=', 'gov:item="THEIRS-1" gov:department='), form: null, parts: noParts }, [{ ...last, workDays: last.workDays.slice(1) }]);
    await page.goto(`${visit.city.address}/designer/import`);
    const choosing = page.waitForEvent('filechooser', wait);
    await page.locator('button', { hasText: '选择事项包文件' }).press('Enter');
    await (await choosing).setFiles({ name: 'elsewhere.zip', mimeType: 'application/zip', buffer: foreign });
    await page.getByText('elsewhere.zip', { exact: true }).waitFor(wait);
    await page.getByText(/未知签名：公钥指纹 [0-9a-f]{16}/).waitFor(wait);
    await page.getByText(`${last.year} 年本市上班、来处休息：${last.workDays[0]!.slice(5)}`).waitFor(wait);
    await look(page, 'import-unknown');
    expect(await faultsOf(page)).toEqual([]);
    // However long what is to choose from is called, it fits on a phone.
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.getByLabel('事项“THEIRS-1”').selectOption({ label: '食品经营许可（SAMPLE-FOOD）' });
    const landing = page.getByRole('button', { name: '导入为草稿' });
    expect(await landing.isDisabled()).toBe(true);
    await page.getByLabel(/我已核对过指纹/).check();
    await landing.click();
    await page.waitForURL('**/designer/elsewhere', wait);
    expect(faults).toEqual([]);
  }, 90_000);
});
