import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CASE, literal } from './support/answers.ts';
import { openPages, type Pages } from './support/openPages.ts';

jest.setTimeout(120_000);

let pages: Pages;
let page: Page | undefined;
beforeAll(async () => {
  pages = await openPages();
});
beforeEach(() => {
  pages.platform.sent.length = 0;
});
afterEach(async () => {
  pages.platform.ready(true);
  pages.platform.fail(null);
  await page?.context().close();
  page = undefined;
});
afterAll(() => pages?.close());

const sent = (method: string, part: string) => pages.platform.sent.find((one) => one.method === method && one.path.includes(part));
const text = async (selector: string): Promise<string> => (await page!.locator(selector).first().innerText()).trim();

describe('the first screen', () => {
  test('before the platform is ready it shows the real steps with their seconds, then the city', async () => {
    pages.platform.ready(false);
    page = await pages.open('/');
    await page.getByText('启动 Temporal').waitFor();
    expect(await text('.setup')).toContain('3.2 秒');

    pages.platform.ready(true);
    await page.locator('[data-card="draw"]').waitFor();
  });

  test('shows the live case with its clocks, six cards with a tick, the invented-data sentence, and never covers the bpmn.io mark', async () => {
    page = await pages.open('/');
    await page.locator('.yjs-token').first().waitFor();
    expect(await page.locator('[data-card]').count()).toBe(6);
    expect(await page.locator('.six-tick').count()).toBe(1);
    expect(await text('[data-testid="live-clocks"]')).toContain('剩 2 个工作日');
    expect(await text('.live-silent')).toContain('无应答 3 天');
    expect(await text('.demo-foot')).toContain('任何内容都不会离开这台机器');
    const mark = page.locator('.bjs-powered-by');
    const box = (await mark.boundingBox())!;
    expect(await page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.closest('.bjs-powered-by') !== null, [box.x + box.width / 2, box.y + box.height / 2])).toBe(true);
  });

  test('the next working day says which days it jumped', async () => {
    page = await pages.open('/');
    await page.getByTestId('next-working-day').click();
    await page.getByText('跳过非工作日 2026-10-01–10-02').waitFor();
    expect(sent('POST', 'next-working-day')?.key).toMatch(/^[\x21-\x7e]{8,200}$/);
  });
});

describe('C1 the window', () => {
  test('a whole acceptance by keyboard: three answers, sample data, materials, number and promised date', async () => {
    page = await pages.open('/window');
    await page.locator('[data-matter="open-a-restaurant"]').press('Enter');
    await page.locator('#field-hotFood').waitFor();
    expect(await text('.intake-summary')).toContain('需要办理 2 个事项');
    await page.locator('#field-hotFood').press('Space');
    await page.locator('#field-signboard').press('Space');
    await page.locator('#field-area').fill('320');
    await page.getByRole('button', { name: '下一问' }).press('Enter');
    expect(await text('.intake-summary')).toContain('需要办理 4 个事项');
    await page.getByRole('button', { name: '填入示例数据（虚构）' }).press('Enter');
    await page.getByRole('button', { name: '放入示例材料（虚构）' }).press('Enter');
    await page.getByText('需要材料 6 份，已收 6 份').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await text('[data-testid="case-number"]')).toBe(CASE);
    expect(await text('[data-testid="due-on"]')).toContain('共 18 个工作日');
    expect(await page.locator('.accepted svg').count()).toBe(1);
    expect(sent('POST', '/api/cases')?.body).toMatchObject({ matter: 'open-a-restaurant', situations: { hotFood: true, signboard: true, area: 320 }, form: { uscc: '91440402MA5ABCDE1K', signboardText: '海风小馆' } });
  });

  test('what is wrong stands beside its field in plain Chinese, and a closed tab loses nothing', async () => {
    page = await pages.open('/window');
    await page.locator('[data-matter="open-a-restaurant"]').click();
    await page.locator('[data-field="hotFood"]').getByText('否').click();
    await page.locator('[data-field="signboard"]').getByText('否').click();
    await page.locator('#field-area').fill('60');
    await page.getByRole('button', { name: '下一问' }).click();
    await page.locator('#field-uscc').fill('91440402MA4TEST00X');
    await page.getByRole('button', { name: '受理', exact: true }).click();
    expect(await text('[data-field="uscc"] .fault')).toContain('不含 I、O、S、V、Z');
    expect(await text('[data-field="contactName"] .fault')).toContain('请填写“联系人”');

    await page.reload();
    await page.locator('[data-matter="open-a-restaurant"]').getByText('有未提交的草稿').waitFor();
    await page.locator('[data-matter="open-a-restaurant"]').click();
    expect(await page.locator('#field-uscc').inputValue()).toBe('91440402MA4TEST00X');
    expect(sent('POST', '/api/cases')).toBeUndefined();
  });

  test('a case is found again; nothing found offers the way back', async () => {
    page = await pages.open('/window');
    await page.locator('input[name="q"]').fill('nothing');
    await page.keyboard.press('Enter');
    await page.getByText('没有找到“nothing”').waitFor();
    await page.getByRole('button', { name: '清除，显示最近的办件' }).click();
    await page.getByRole('link', { name: CASE }).waitFor();
  });
});

describe('A1 and A2 the inbox', () => {
  test('J, K, Enter, slash and ? work; letters typed into the search do not', async () => {
    page = await pages.open('/inbox', 'power-1');
    await page.locator('[data-current="true"]').waitFor();
    expect(await text('[data-current="true"]')).toContain('超期 2 个工作日');
    await page.keyboard.press('j');
    expect(await text('[data-current="true"]')).toContain('临期 剩 1 个工作日');
    await page.keyboard.press('/');
    await page.keyboard.type('jk');
    await page.getByText('没有包含“jk”的事项').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.locator('h1').click();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/inbox\/.+\.31/);
  });

  test('E-03 a name that looks like an expression stands there as it was drawn', async () => {
    page = await pages.open('/inbox', 'power-1');
    await page.getByText(literal, { exact: true }).waitFor();
  });

  test('W-01 a refusal without reasons is not sent; with them it is, once', async () => {
    page = await pages.open(`/inbox/${CASE}.21`, 'power-1');
    await page.getByRole('button', { name: '填入示例数据（虚构）' }).click();
    await page.getByText('不同意', { exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('请写明理由。').waitFor();
    expect(sent('POST', 'completion')).toBeUndefined();
    await page.locator('#opinion-comment').fill('供电容量不足');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/inbox\/.+\.31/);
    expect(sent('POST', 'completion')?.body).toEqual({ opinion: 'disagree', comment: '供电容量不足', variables: { planSummary: '就近接入（示例）', feeFen: 1280000 } });
  });

  test('B asks for a correction with everything missing, told once', async () => {
    page = await pages.open(`/inbox/${CASE}.21`, 'power-1');
    await page.locator('#opinion-title').waitFor();
    await page.keyboard.press('b');
    await page.getByText('一次告知并退回').click();
    await page.getByText('请至少选择或填写一项。').waitFor();
    await page.getByText('营业执照', { exact: true }).last().click();
    await page.locator('#correction-other').fill('红线图\n');
    await page.locator('#correction-reason').fill('执照已过期');
    await page.getByText('一次告知并退回').click();
    await page.waitForURL(/inbox/);
    expect(sent('POST', 'correction')?.body).toEqual({ items: ['营业执照', '红线图'], reason: '执照已过期' });
  });
});

describe('C3 a case', () => {
  test('a step of the own department that waits for a person is begun with one click; without one there is no panel', async () => {
    page = await pages.open(`/cases/${CASE}`, 'telecomOffice-chief');
    const panel = page.getByRole('region', { name: '可选环节' });
    await panel.getByText('管线踏勘').waitFor();
    expect(await panel.locator('[data-offer]').count()).toBe(1);
    expect(await panel.innerText()).toContain('现场核查');
    await panel.getByRole('button', { name: '开始办理：管线踏勘' }).click();
    await page.getByText('“管线踏勘”已开始').waitFor();
    expect(sent('POST', 'activations')).toMatchObject({ body: { scope: 40, node: 'survey' }, key: expect.stringMatching(/^[\x21-\x7e]{8,200}$/) });
    expect(await page.getByRole('region', { name: '多份办理的环节' }).count()).toBe(0);
    await page.context().close();

    page = await pages.open('/window', 'clerk1');
    const asked = page.waitForResponse((response) => response.url().endsWith(`/api/cases/${CASE}/activations`));
    await page.goto(`${new URL(page.url()).origin}/cases/${CASE}`);
    await asked;
    await page.getByText('要求补正').waitFor();
    expect(await page.getByRole('region', { name: '可选环节' }).count()).toBe(0);
  });

  test('an operator adds one to a step that several have, with its entry and a reason, and takes one out', async () => {
    page = await pages.open(`/cases/${CASE}`, 'operator1');
    const panel = page.getByRole('region', { name: '多份办理的环节' });
    await panel.getByText('在办 2 份').waitFor();
    expect(await panel.locator('[data-run="51"]').innerText()).toContain('珠海供电局');
    await panel.getByRole('button', { name: '增加一份' }).click();
    const confirm = page.getByRole('button', { name: '确定' });
    await confirm.click();
    await page.getByText('请填写这一份的内容。').waitFor();
    await page.locator('#instance-item').fill('fireRescue');
    await page.locator('#instance-reason').fill('涉及消防');
    await confirm.click();
    await page.getByText('已登记，已写入历史').waitFor();
    expect(sent('POST', 'multi-instance-changes')?.body).toEqual({ action: 'add', instance: 50, item: 'fireRescue', reason: '涉及消防' });

    pages.platform.sent.length = 0;
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await panel.locator('[data-run="53"]').getByRole('button', { name: '撤下一份' }).click();
    await confirm.click();
    await page.getByText('请写明理由。').waitFor();
    await page.locator('#instance-reason').fill('不涉及用气');
    await confirm.click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(sent('POST', 'multi-instance-changes')?.body).toEqual({ action: 'remove', instance: 53, reason: '不涉及用气' });
  });

  test('the lead department begins a special procedure by keyboard alone: its kind stands chosen, days and reason are asked, Ctrl+Enter sends it', async () => {
    page = await pages.open(`/cases/${CASE}`, 'marketRegulation-chief');
    await page.getByRole('button', { name: '特别程序' }).press('Enter');
    await page.locator('input[name="special-kind"][value="expertReview"]:focus').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.type('8');
    await page.keyboard.press('Enter');
    await page.getByText('请写明理由。').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('委托鉴定');
    await page.keyboard.press('Control+Enter');
    await page.getByText('已登记，时限随之调整').waitFor();
    expect(sent('POST', 'special-procedures')?.body).toEqual({ kind: 'appraisal', reason: '委托鉴定', basis: '行政许可法第四十五条：鉴定', days: 8 });
  });

  test('what a correction asked for is taken as a whole: a new file for the material, a tick for the rest', async () => {
    page = await pages.open(`/cases/${CASE}`, 'clerk1');
    await page.getByText('要求补正：营业执照、补盖公章').waitFor();
    await page.getByRole('button', { name: '补正受理' }).click();
    const send = page.getByRole('button', { name: '已收齐，恢复计时' });
    await send.click();
    await page.getByText('还没有交齐').waitFor();
    expect(sent('POST', '/supply')).toBeUndefined();
    await page.getByLabel('选择文件 营业执照').setInputFiles({ name: '营业执照（新）.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await page.getByText('营业执照（新）.pdf').waitFor();
    await page.getByRole('checkbox', { name: '补盖公章' }).check();
    await send.click();
    await page.getByText('已登记补正，恢复计时').waitFor();
    expect(sent('POST', `/corrections/25/supply`)?.body).toEqual({ materials: [{ id: 'licence', material: 'm-licence' }] });
  });
});

describe('V1 supervision', () => {
  test('a card says when, who was told and what it jumped; its answer goes out once', async () => {
    page = await pages.open('/supervision', 'telecomOffice-chief');
    const red = page.locator('[data-level="redCard"]');
    await red.waitFor();
    expect(await red.innerText()).toContain('分管领导、督查');
    expect(await red.innerText()).toContain('2026-10-01–10-07');
    await red.getByText('怎么算出来的').click();
    expect(await red.innerText()).toContain('到期后第 1 个工作日 红牌');
    await red.getByRole('button', { name: '答复这张牌' }).click();
    await page.locator('#card-answer:focus').waitFor();
    await page.getByRole('button', { name: '提交答复' }).click();
    await page.getByText('请写明原因和措施。').waitFor();
    await page.locator('#card-answer').fill('已协调，两日内完成。');
    await page.getByRole('button', { name: '提交答复' }).click();
    await page.getByText('已答复，牌已关闭并留在台账').waitFor();
    expect(sent('POST', '/api/cards/')?.body).toEqual({ answer: '已协调，两日内完成。' });
  });

  test('from a level to the case in two clicks', async () => {
    page = await pages.open('/supervision', 'supervisor1');
    await page.locator('.level-redCard.level-count').click();
    await page.locator('.cards').getByRole('link', { name: CASE }).click();
    await page.waitForURL(/\/cases\//);
  });

  test('ratings in figures, and the low ones with what they are about; not for a department', async () => {
    page = await pages.open('/supervision', 'supervisor1');
    const ledger = page.getByTestId('ratings');
    await ledger.getByText('办事效率').waitFor();
    expect(await ledger.innerText()).toMatch(/5\s*非常满意[\s\S]*1\s*不满意/);
    await page.context().close();
    page = await pages.open('/supervision', 'telecomOffice-chief');
    await page.locator('[data-level="redCard"]').waitFor();
    expect(await page.getByTestId('ratings').count()).toBe(0);
  });
});

describe('R2 replay', () => {
  test('arrows step, Shift jumps to anomalies, Home and End go to the ends, the address keeps the moment', async () => {
    page = await pages.open(`/audit/${CASE}`, 'auditor1');
    await page.locator('[data-seq="3"][aria-current="step"]').waitFor();
    await page.keyboard.press('Home');
    await page.getByText('第 0 / 3 步').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.locator('[data-seq="2"][aria-current="step"]').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/step=1/);
    await page.locator('.djs-shape.yjs-token').waitFor();
    await page.reload();
    await page.locator('[data-seq="1"][aria-current="step"]').waitFor();
    expect(await text('.event-table')).toContain('2 天没有动作');
  });

  test('verification says how many steps agree', async () => {
    page = await pages.open(`/audit/${CASE}`, 'auditor1');
    await page.getByRole('button', { name: '核验哈希链' }).click();
    expect(await text('[data-testid="verification"]')).toContain('3 步全部相同');
  });
});

describe('O1 operations', () => {
  test('a silent stand-in is told to answer twice; a retry carries corrected values and a reason', async () => {
    page = await pages.open('/operations', 'operator1');
    await page.locator('[data-stand-in="gasCompany"] [data-answer-twice]').click();
    await page.getByText('已应答 2 次，只生效一次').waitFor();
    expect(sent('POST', 'stand-ins/gasCompany/answer')?.body).toEqual({ times: 2 });

    await page.locator('.incident-entry').getByRole('button', { name: '重试' }).press('Enter');
    await page.locator('[aria-label="名称"]:focus').waitFor();
    await page.keyboard.type('pipeDiameter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('100');
    await page.keyboard.press('Enter');
    await page.getByText('请写明理由。').waitFor();
    await page.locator('#settle-reason').fill('管径录错，已更正');
    await page.keyboard.press('Control+Enter');
    await page.getByText('已处置，已写入历史').waitFor();
    expect(sent('POST', 'settlement')?.body).toEqual({ action: 'retry', reason: '管径录错，已更正', variables: { pipeDiameter: 100 } });
  });

  test('an incident is moved to an element chosen from those it may go to, with a reason', async () => {
    page = await pages.open('/operations', 'operator1');
    await page.locator('.incident-entry').getByRole('button', { name: '移动' }).click();
    await page.locator('#settle-to:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.locator('.incident-entry').getByRole('button', { name: '移动' }).click();
    await page.locator('#settle-to option', { hasText: '并联办理 › 燃气接入' }).waitFor({ state: 'attached' });
    await page.locator('#settle-reason').fill('材料已线下补齐，退回受理');
    await page.getByRole('button', { name: '确定' }).click();
    await page.locator('.fault', { hasText: '请选择环节' }).waitFor();
    await page.locator('#settle-to').selectOption('accept');
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('已处置，已写入历史').waitFor();
    expect(sent('POST', 'settlement')?.body).toEqual({ action: 'move', to: 'accept', reason: '材料已线下补齐，退回受理' });
  });
});

describe('what a page says when it has nothing to show', () => {
  test('not loaded: the reason and a retry that works', async () => {
    pages.platform.fail('/api/cards');
    page = await pages.open('/supervision', 'supervisor1');
    await page.getByText('没有加载成功').waitFor();
    pages.platform.fail(null);
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('[data-level="redCard"]').first().waitFor();
  });

  test('no right: said as such, without a retry', async () => {
    pages.platform.fail('/api/cases/', 403);
    page = await pages.open(`/cases/${CASE}`, 'clerk1');
    await page.getByText('您没有查看这部分内容的权限').waitFor();
    expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
  });

  test('an empty list names the next action', async () => {
    page = await pages.open('/inbox?state=done', 'power-1');
    await page.getByText('还没有办结的事项').waitFor();
    await page.getByRole('button', { name: '查看待办' }).click();
    await page.locator('[data-current="true"]').waitFor();
  });

  test("a case's drawing is labelled in the language of the page, anew when it is switched", async () => {
    page = await pages.open(`/cases/${CASE}`, 'clerk1', { language: 'en-GB' });
    const label = page.locator('[data-element-id="review"] .djs-label');
    await page.locator('.yjs-token').first().waitFor();
    expect(await label.textContent()).toBe('Review');
    await page.getByRole('button', { name: '中文' }).click();
    await label.getByText('审查').waitFor();
    await page.locator('.djs-element.yjs-token').waitFor();
  });

  test('English where the browser asks for it', async () => {
    page = await pages.open('/inbox', 'power-1', { language: 'en-GB' });
    await page.getByText('2 working days late').waitFor();
    expect(await text('h1')).toBe('Inbox');
  });
});
