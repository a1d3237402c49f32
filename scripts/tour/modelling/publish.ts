import type { Walker } from '../walker.ts';
import { acceptance } from './draw.ts';
import { handsOf } from './hands.ts';

/** Outside the register nothing is published: the designer asks for an entry, its keeper grants it. */
export async function register({ page, become, picture }: Walker): Promise<void> {
  const { room, open, fill, saved } = handsOf(page);
  await room('版本');
  await page.getByRole('button', { name: '申请登记' }).click();
  const dialog = page.getByRole('dialog', { name: '申请登记事项目录' });
  await dialog.getByLabel('事项目录编码').fill(acceptance.code);
  await dialog.getByLabel('说明').fill('竣工联合验收列入事项目录');
  await picture('34-asking-for-an-entry');
  await dialog.locator('.el-dialog__footer button').last().click();
  await dialog.waitFor({ state: 'hidden' });
  await become('管理员');
  await page.locator('.nav').getByRole('link', { name: '事项目录', exact: true }).click();
  await page.getByRole('button', { name: '批准' }).first().click();
  const granting = page.getByRole('dialog', { name: '批准' });
  await granting.locator('textarea, input').first().fill('符合清单');
  await granting.getByRole('button', { name: '批准' }).click();
  await granting.waitFor({ state: 'hidden' });
  await become('设计员');
  await page.locator('.nav').getByRole('link', { name: '流程库', exact: true }).click();
  await page.getByRole('link', { name: acceptance.name }).first().click();
  await page.locator('.djs-shape').first().waitFor();
  await room('大纲');
  await open(`整件事：${acceptance.name}`);
  await page.locator('[data-card]').last().getByRole('button', { name: /其他设置/ }).click();
  await fill('registerCode', acceptance.code);
  await saved();
  await page.getByText('没有发现问题，可以送审。').waitFor();
}

/** Whether the promise holds in every situation, before anything runs. */
export async function proveDeadline({ page, picture }: Walker): Promise<void> {
  await handsOf(page).room('期限体检');
  await page.getByText('全部情形都在承诺时限内：最长 12 个工作日，承诺 12 个工作日。').waitFor();
  await picture('35-deadline-proof');
}

/** The draft tried from acceptance to its end, and kept as a scenario. */
export async function rehearse({ page, picture }: Walker): Promise<void> {
  const { room, saved } = handsOf(page);
  await room('试运行');
  await page.getByRole('button', { name: '受理，开始试运行' }).click();
  const trial = page.locator('section.room');
  const ended = trial.getByText('办件已结束。');
  for (let turn = 0; (await ended.count()) === 0; turn += 1) {
    if (turn > 40) throw new Error('the trial does not come to its end');
    const press = trial.getByRole('button', { name: /^(同意|办理完成|通过)$/ }).first();
    const before = await trial.innerText();
    if ((await press.count()) > 0) await press.click();
    else await trial.getByRole('button', { name: /走到下一件事/ }).click();
    await page.waitForFunction((text) => (document.querySelector('section.room') as HTMLElement).innerText !== text, before);
    if (turn === 5) await picture('36-trial');
  }
  await trial.getByRole('button', { name: '存为场景' }).click();
  const naming = page.getByRole('dialog', { name: '场景名称与预期' });
  await naming.locator('input').first().fill('有人防，一次通过');
  await naming.locator('.el-dialog__footer button').last().click();
  await trial.getByText('1 / 1 通过').waitFor();
  await saved();
  await picture('37-scenario');
}

/** Sent for review by one, published by another. */
export async function publish({ page, become, picture }: Walker): Promise<void> {
  await page.getByRole('button', { name: '送审', exact: true }).click();
  await page.getByRole('dialog', { name: '送审' }).getByRole('button', { name: '送审', exact: true }).click();
  await page.getByText('您是送审人').or(page.getByText('只有发布员可以审核。')).first().waitFor();
  await become('发布员');
  await page.getByRole('button', { name: '发布', exact: true }).waitFor();
  await page.locator('.scenarios li.passes', { hasText: '有人防，一次通过' }).waitFor();
  await picture('38-review');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText('第 1 版已发布').waitFor();
}
