import type { Walker } from '../walker.ts';
import { acceptance } from './draw.ts';

/** Who decides what, in the order of the drawing; the visit is agreed and held between. */
const STEPS: readonly (readonly [person: string, step: string, opinion: string])[] = [
  ['综窗', '受理审查', ''],
  ['住建经办人', '住房城乡建设局资料预审', '同意'],
  ['自然资源经办人', '自然资源局资料预审', '同意'],
  ['水务经办人', '水务局资料预审', '同意'],
  ['城管经办人', '城市管理和综合执法局资料预审', '同意'],
];

/** One case of what was just drawn: accepted at the window, reviewed side by side, and on its way to the visit. */
export async function runCase(walker: Walker): Promise<void> {
  const { page, become, picture } = walker;
  await page.locator('.brand').click();
  await become('综窗');
  await page.locator('.nav').getByRole('link', { name: '一窗受理', exact: true }).click();
  await page.locator(`[data-matter="${acceptance.key}"]`).click();
  await page.locator('#field-special').press('Space');
  await page.locator('#field-civilDefence').press('Space');
  await page.getByRole('button', { name: '填入示例数据（虚构）' }).press('Enter');
  await page.getByRole('button', { name: '放入示例材料（虚构）' }).press('Enter');
  await page.getByText('已收 2 份').waitFor();
  await picture('39-window');
  await page.keyboard.press('Control+Enter');
  const number = await page.getByTestId('case-number').innerText();
  for (const [person, step, opinion] of STEPS) await decide(walker, person, step, opinion);
  await page.locator('.brand').click();
  await become('住建经办人');
  await page.locator('.nav').getByRole('link', { name: '待办', exact: true }).click();
  await page.getByText('提出备选时段').first().waitFor({ timeout: 60_000 });
  await page.locator('.nav').getByRole('link', { name: '办件', exact: true }).click();
  await page.getByRole('link', { name: number }).first().click();
  await page.locator('.djs-shape.yjs-token').first().waitFor();
  await picture('40-case-of-the-new-matter');
}

async function decide({ page, become }: Walker, person: string, step: string, opinion: string): Promise<void> {
  await page.locator('.brand').click();
  await become(person);
  await page.locator('.nav').getByRole('link', { name: '待办', exact: true }).click();
  await page.getByText(step).first().click({ timeout: 60_000 });
  await page.locator('#opinion-title').waitFor();
  const sample = page.getByRole('button', { name: '填入示例数据（虚构）' });
  if ((await sample.count()) > 0) await sample.click();
  if (opinion) await page.getByRole('radio', { name: new RegExp(`^${opinion}`) }).first().check();
  const here = page.url();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL((url) => url.href !== here);
}
