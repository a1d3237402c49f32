import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Program } from '../../../engine/program.ts';
import { Play } from '../../../engine/scenario/play.ts';
import { begin, smallStage } from '../../engine/scenario/support.ts';
import { enterMatter } from '../../server/support/enterMatter.ts';
import { storePastCases } from '../../server/support/storePastCases.ts';
import { drawing, end, path, start } from '../../support/drawing.ts';
import { withShapes } from '../../support/withShapes.ts';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';
import { review } from '../../server/support/review.ts';

const wait = { timeout: 60_000 };
const pictures = process.env.YJS_PICTURES;
const names: Readonly<Record<string, string>> = { review: '材料审查', look: '现场核查', decide: '作出决定' };
const line = (...ids: string[]) => start + ids.map((id) => `<userTask id="${id}" name="${names[id]!}" gov:department="housing" gov:role="approver" gov:limitAmount="1"/>`).join('') + end + path('start', ...ids, 'end');
const matter = (content: string) => withShapes(drawing(content, { id: 'replayed', attributes: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' }));

const visit = visitCity(async (city) => {
  await enterMatter(city.app.orm, 'TEST-20', 20);
  await city.draw('replayed', '临时占道', await matter(line('review', 'decide')));
  const [designer, publisher] = [await city.app.signedIn('drawer', ['designer']), await city.app.signedIn('checker', ['publisher'])];
  await designer.send('post', '/api/definitions/replayed/submission', { note: '首次' }).expect(200);
  expect((await review(publisher, 'replayed')).status).toBe(200);
  const { program } = (await designer.get('/api/definitions/replayed/versions/1').expect(200)).body as { program: Program };
  const play = new Play({ ...(await smallStage()), program }, begin);
  for (const complete of ['review', 'decide']) play.act({ complete, by: 'housing-1' });
  // A demonstration city's finished cases are rehearsals.
  await storePastCases(city.app.orm, 'replayed', 1, Array.from({ length: 30 }, (_, n) => ({ caseNumber: `ZH2026${String(n + 1).padStart(4, '0')}`, events: play.events, heads: play.heads })), 'rehearsal');
  await designer.send('put', '/api/definitions/replayed/draft', { xml: await matter(line('review', 'look', 'decide')), revision: 1 }).expect(200);
  await designer.send('post', '/api/definitions/replayed/submission', { note: '增加现场核查' }).expect(200);
});

test('a publisher replays past cases, sees on both diagrams where they part, explains the group once, and only then can publish', async () => {
  const { page, faults } = await visit.enter('checker', ['publisher']);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${visit.city.address}/designer/replayed/review`);
  // A flow is known by its ends, as is where it leads now; nobody reads an id.
  const changes = page.locator('.changes li');
  await changes.first().waitFor(wait);
  const lines = (await changes.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
  expect(lines).toEqual([
    '新增 办理环节（用户任务） 现场核查 全部内容（6 项）',
    '新增 顺序流 材料审查 → 现场核查 全部内容（2 项）',
    '新增 顺序流 现场核查 → 作出决定 全部内容（2 项）',
    '删除 顺序流 材料审查 → 作出决定 全部内容（2 项）',
  ]);
  await changes.nth(1).locator('summary').click();
  expect((await changes.nth(1).locator('.how').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ''))).toEqual(['起点材料审查', '终点现场核查']);
  const gate = page.locator('section.gate');
  await gate.getByText('已办结的 30 件办件').waitFor(wait);

  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: '请先在审核页上运行“全量回放”' }).waitFor(wait);

  // Begun by keyboard. How far it is, and what it came to, is said by one region that was there before; whoever began it stays at the button.
  let goOn = (): void => undefined;
  const heard = new Promise<void>((resolve) => (goOn = resolve));
  await page.route('**/api/definitions/replayed/gate', async (route) => {
    if (route.request().method() === 'GET') return heard.then(() => route.continue());
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), state: 'running', done: 16, total: 30, groups: [] } });
  });
  const said = await gate.locator('[role=status]').elementHandle(wait);
  await gate.getByRole('button', { name: '运行全量回放' }).press('Enter');
  await page.waitForFunction((region) => region?.textContent === '已完成 50%', said, wait);
  expect(await gate.getByRole('progressbar').getAttribute('value')).toBe('16');
  expect(await page.locator(':focus').innerText()).toBe('停止');
  goOn();
  await page.waitForFunction((region) => region?.textContent?.includes('还有 1 组没有说明') === true, said, wait);
  expect(await page.locator(':focus').innerText()).toBe('重新运行');
  expect(await gate.locator('[role=status]').count()).toBe(1);
  await gate.getByText('最先不同：第 2 步（办理），走到“现场核查”，原来是“作出决定”').waitFor(wait);
  await gate.getByText('走不通的原因：当时的步骤都走完了，还停在“现场核查”等待办理').waitFor(wait);

  // By keyboard: the group on both diagrams, then the explanation.
  await gate.getByRole('button', { name: '在图上看' }).focus();
  await page.keyboard.press('Enter');
  await gate.locator('.two > div:first-child [data-element-id="decide"].yjs-removed').waitFor(wait);
  await gate.locator('.two > div:last-child [data-element-id="look"].yjs-changed').waitFor(wait);
  if (pictures) await gate.screenshot({ path: join(pictures, 'gate-1366.png') });
  expect(await faultsOf(page)).toEqual([]);
  await gate.getByLabel('为什么可以这样').focus();
  await page.keyboard.insertText('新增现场核查，只对今后的申请');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('保存说明');
  await page.keyboard.press('Enter');
  await gate.getByText('走法不同的各组都已说明，可以发布。').waitFor(wait);
  await page.setViewportSize({ width: 390, height: 844 });
  // In the narrower window the whole drawing stands in its frame again.
  await page.waitForFunction(() => {
    const frame = document.querySelector('.gate .two > div:last-child .place')!.getBoundingClientRect();
    return [...document.querySelectorAll('.gate .two > div:last-child .djs-shape')].every((shape) => shape.getBoundingClientRect().right <= frame.right + 1 && shape.getBoundingClientRect().left >= frame.left - 1);
  }, undefined, wait);
  if (pictures) await gate.screenshot({ path: join(pictures, 'gate-390.png') });
  expect(await gate.evaluate((section) => section.scrollWidth <= section.clientWidth + 1)).toBe(true);
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('button', { name: '发布', exact: true }).press('Enter');
  await page.getByText('第 2 版已发布').waitFor(wait);
  expect(faults).toEqual([]);
}, 180_000);
