import type { Walker } from '../walker.ts';
import { handsOf } from './hands.ts';

/** The matter of the tour: its name, its key and its code in the register. */
export const acceptance = { name: '竣工联合验收', key: 'joint-acceptance', code: 'SAMPLE-YJS-COMPLETION' } as const;

const items = ['规划条件核实', '土地核验', '特殊建设工程消防验收', '房屋建筑和市政工程竣工验收备案', '排水与节水设施验收', '绿化与环卫配套验收', '人防工程竣工验收备案'] as const;
const itemCodes = ['PLANNING-CHECK', 'LAND-CHECK', 'FIRE-ACCEPTANCE', 'QUALITY-FILING', 'DRAINAGE-ACCEPTANCE', 'GREENING-ACCEPTANCE', 'CIVIL-DEFENCE'] as const;
const reviewers = ['住房城乡建设局', '自然资源局', '水务局', '城市管理和综合执法局'] as const;

/** From the library: a flow made from nothing. */
export async function makeDefinition({ page, become }: Walker): Promise<void> {
  await page.locator('.brand').click();
  await become('设计员');
  await page.locator('.nav').getByRole('link', { name: '流程库', exact: true }).click();
  await page.getByRole('button', { name: '新建流程' }).first().click();
  await page.getByLabel('流程名称').fill(acceptance.name);
  await page.getByLabel('流程编号').fill(acceptance.key);
  await page.getByRole('button', { name: '创建' }).click();
  await page.locator('.djs-shape').first().waitFor();
}

/** Questions, the one form, what is handed in and what is decided. */
export async function writeForms({ page, picture }: Walker): Promise<void> {
  const { room, part, property, fromDictionary, saved } = handsOf(page);
  await room('情形与表单');
  await page.locator('.yjs-forms .none .main').click();
  await fromDictionary('加一个问题', 'yesNo', 'yesNo');
  for (const [at, [name, label]] of [['special', '是特殊建设工程吗？'], ['civilDefence', '有人防工程吗？']].entries()) {
    await page.locator(`[data-entry="situations.${at}"]`).click();
    await property(`situations-${at}-label`, label!);
    await property(`situations-${at}-name`, name!);
    await page.getByLabel('必填').first().check();
  }
  await part('申请表');
  await fromDictionary('加字段', 'applicantName', 'contactPhone', 'projectName', 'address');
  await part('申请材料');
  for (const [at, name] of ['竣工图', '多测合一报告'].entries()) {
    await page.getByRole('button', { name: '加材料' }).click();
    await property(`materials-${at}-name`, name);
  }
  await part('办理事项');
  for (const [at, code] of itemCodes.entries()) {
    await page.getByRole('button', { name: '加事项' }).click();
    await property(`items-${at}-id`, `SAMPLE-${code}`);
  }
  // Civil defence is filed only where there is some.
  await page.getByRole('button', { name: '加一个条件' }).click();
  await page.getByLabel('第 1 个条件看哪一项').selectOption('civilDefence');
  await saved();
  await picture('30-questions-and-form');
}

/** The steps, in the outline alone. */
export async function drawSteps({ page, picture }: Walker): Promise<void> {
  const { room, row, card, open, fill, after, rename, step, saved } = handsOf(page);
  await room('大纲');
  await page.locator('.outline-room [data-row]').first().waitFor();
  await open(`整件事：${acceptance.name}`);
  await fill('leadDepartment', 'housing');
  await fill('limitAmount', '12');
  await fill('limitUnit', 'workingDay');
  for (const item of items) await card().getByRole('checkbox', { name: new RegExp(`^${item}`) }).check();
  await step('受理审查', '受理', 'window', { limitAmount: '1' });
  await after('受理审查', 'parallel');
  await page.getByLabel('名称（可以以后再填）').fill('资料并联预审');
  for (const name of reviewers) await page.getByRole('checkbox', { name, exact: true }).check();
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await row(`${reviewers[0]}审批`).waitFor();
  for (const name of reviewers) {
    await rename(`${name}审批`, `${name}资料预审`);
    await fill('limitAmount', '3');
  }
  await picture('31-side-by-side');
  await after('资料并联预审', 'joint-visit');
  const visit = page.getByRole('dialog', { name: '联合踏勘' });
  await visit.locator('.el-select').first().click();
  for (const name of ['住房城乡建设局', '水务局']) {
    await page.keyboard.insertText(name);
    await page.locator('.el-select-dropdown__item:visible', { hasText: name }).first().click();
  }
  await page.keyboard.press('Escape');
  await visit.getByRole('button', { name: '画到图上' }).click();
  await row('联合踏勘').waitFor();
  await rename('联合踏勘', '现场联合验收');
  await step('出具联合验收意见书', '现场联合验收', 'approval', { department: 'housing', limitAmount: '2' });
  await after('现场联合验收', 'inclusive');
  await page.getByLabel('这个分支叫什么').fill('有人防');
  await page.getByLabel('情形或意见').selectOption({ label: '有人防工程吗？' });
  await page.getByRole('checkbox', { name: '住房城乡建设局', exact: true }).check();
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await rename('住房城乡建设局审批', '人防工程验收意见');
  await fill('limitAmount', '2');
  await step('移交城建档案', '出具联合验收意见书', 'work', { department: 'housing', limitAmount: '1' });
  await saved();
  await picture('32-outline');
  await room('画布');
  await page.locator('.djs-shape').first().waitFor();
  await picture('33-the-same-on-the-canvas');
}
