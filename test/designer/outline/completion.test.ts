import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { compile } from '../../../engine/compile.ts';
import { faultsOf } from '../../ui/support/accessibility.ts';
import { visitCity } from '../support/visitCity.ts';

const shots = process.env['YJS_SHOTS'];
const wait = { timeout: 15_000 };
const key = 'joint-completion';

const visit = visitCity();

const form = {
  situations: [
    { name: 'works', label: '工程是哪一类？', type: 'choice', required: true, options: [{ value: 'housing', label: '房屋建筑' }, { value: 'municipal', label: '市政工程' }] },
    { name: 'airDefence', label: '有人防工程吗？', type: 'yesNo', required: true },
  ],
  form: { sections: [{ fields: [{ name: 'projectName', label: '工程名称', type: 'text', required: true }] }] },
  materials: [],
  items: [],
  applicantStages: [],
};

/** Hands of a person in the outline: what is seen is pressed, what is asked is filled in. */
function hands(page: Page) {
  const row = (name: string) => page.locator('[data-row]').filter({ has: page.locator('.title', { hasText: new RegExp(`^${name}$`) }) }).last();
  const card = () => page.locator('[data-card]').last();
  const settled = (name: string): Promise<void> => row(name).waitFor(wait);
  return {
    row,
    async open(name: string): Promise<void> {
      if ((await row(name).getAttribute('aria-expanded')) !== 'true') await row(name).click();
      await card().waitFor(wait);
    },
    async fill(field: string, value: string): Promise<void> {
      const input = card().locator(`[data-field="${field}"]`);
      if ((await input.evaluate((element) => element.tagName)) === 'SELECT') await input.selectOption(value);
      else {
        await input.fill(value);
        await input.press('Tab');
      }
    },
    /** Presses Insert on a row and picks a kind. */
    async after(name: string, kind: string): Promise<void> {
      await row(name).focus();
      await page.keyboard.press('Insert');
      await page.locator(`[data-kind="${kind}"]`).click();
    },
    async step(name: string, after: string, kind: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
      await this.after(after, kind);
      await page.locator('[data-card] [data-field="name"]:focus').waitFor(wait);
      await this.fill('name', name);
      await settled(name);
      for (const [field, value] of Object.entries(fields)) await this.fill(field, value);
    },
    shot: async (name: string): Promise<void> => void (shots !== undefined && (await page.screenshot({ path: join(shots, `${name}.png`), fullPage: false }))),
  };
}

test('竣工联合验收 is drawn from nothing in the outline alone, and the publish rules find nothing wrong with it', async () => {
  const designer = await visit.city.app.signedIn('designer1', ['designer']);
  const made = (await designer.send('post', '/api/definitions', { key, name: '竣工联合验收' }).expect(201)).body as { draft: { revision: number } };
  await designer.send('put', `/api/definitions/${key}/draft`, { revision: made.draft.revision, form }).expect(200);
  const { page, faults } = await visit.enter('designer1', ['designer']);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${visit.city.address}/designer/${key}/outline`);
  await page.locator('.outline-room [data-row]').first().waitFor(wait);
  const person = hands(page);

  // The matter itself: who leads, and what is promised.
  await person.open('整件事：竣工联合验收');
  await person.fill('leadDepartment', 'housing');
  await person.fill('limitAmount', '12');
  await person.fill('limitUnit', 'workingDay');
  await person.shot('f2-1-process');

  await person.step('受理审查', '受理', 'window', { limitAmount: '1' });
  // The materials are reviewed by four offices at the same time.
  await person.after('受理审查', 'parallel');
  await page.getByLabel('名称（可以以后再填）').fill('资料并联预审');
  for (const name of ['住房城乡建设局', '自然资源局', '水务局', '城市管理和综合执法局']) await page.getByRole('checkbox', { name, exact: true }).check();
  await person.shot('f2-2-parallel');
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await person.row('住房城乡建设局审批').waitFor(wait);
  await person.step('现场联合验收', '资料并联预审', 'approval', { department: 'housing', limitAmount: '1' });
  await page.locator('[data-card]').getByRole('checkbox', { name: '要求整改' }).check();
  // One way for those who must rectify: it leads back to the visit.
  await person.after('现场联合验收', 'exclusive');
  await page.getByLabel('这个分支叫什么').fill('要整改');
  await page.getByLabel('情形或意见').selectOption({ label: '刚办完的环节的意见' });
  await page.getByLabel('内容').selectOption({ label: '要求整改' });
  await person.shot('f2-3-choice');
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await person.row('办理 1').waitFor(wait);
  await person.open('办理 1');
  await person.fill('name', '申请人整改');
  await person.row('申请人整改').waitFor(wait);
  await person.fill('department', 'serviceCentre');
  await person.fill('role', 'clerk');
  for (const opinion of ['同意', '附条件同意', '不同意']) await page.locator('[data-card]').getByRole('checkbox', { name: opinion, exact: true }).uncheck();
  await page.locator('[data-card]').getByRole('button', { name: /其他设置/ }).click();
  await person.fill('clock', 'stop');
  await person.fill('clockBasis', '整改时间不计入办理时限');
  await person.open('要整改');
  await page.getByLabel('办完返回到……').selectOption({ label: '返回：现场联合验收' });
  await page.locator('.ending', { hasText: '返回“现场联合验收”再办' }).waitFor(wait);
  await person.shot('f2-4-back');
  // Air defence only where there is some; then the opinion, the register and the delivery.
  await person.step('出具联合验收意见书', '按情形分支', 'approval', { department: 'housing', limitAmount: '2' });
  await person.after('按情形分支', 'inclusive');
  await page.getByLabel('这个分支叫什么').fill('有人防');
  await page.getByLabel('情形或意见').selectOption({ label: '有人防工程吗？' });
  await page.getByRole('checkbox', { name: '发展改革局', exact: true }).check();
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await person.row('发展改革局审批').waitFor(wait);
  await person.step('竣工验收备案', '出具联合验收意见书', 'system', { department: 'realEstate' });
  await person.shot('f2-5-done');

  // What is left is for the register of matters, not for the drawing.
  await page.locator('.problems li').filter({ hasNotText: '事项目录' }).first().waitFor({ state: 'detached', ...wait });
  await page.locator('.save.saved').waitFor(wait);
  const { xml } = ((await designer.get(`/api/definitions/${key}`).expect(200)).body as { draft: { xml: string } }).draft;
  const { problems } = await compile(xml, { profile: 'matter', facts: {} });
  expect(problems.filter(({ code }) => /^(FLOW|GATEWAY|CONDITION|LIMIT|DEPARTMENT)/.test(code))).toEqual([]);
  expect(await faultsOf(page)).toEqual([]);
  expect(faults).toEqual([]);

  // On the canvas it is one drawing like any other.
  await page.getByRole('link', { name: '画布', exact: true }).click();
  await page.locator('.djs-shape').first().waitFor(wait);
  await person.shot('f2-6-canvas');
}, 180_000);
