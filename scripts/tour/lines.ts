import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Walker } from './walker.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** What one line hands to the next, and what a command of the terminal needs. */
export interface Found {
  progressUrl: string;
  finished: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The lines of the first ten minutes, in order, from the first screen on. */
export const LINES: readonly { readonly minute: string; readonly title: string; readonly walk: (walker: Walker, found: Found) => Promise<void> }[] = [
  { minute: '0:00', title: 'the first screen, one click after the link', walk: firstScreen },
  { minute: '0:30', title: '画: a limit of 9 working days is said to exceed its item', walk: draw },
  { minute: '1:30', title: '画: 2 days, sent for review, published by somebody else', walk: publish },
  { minute: '2:30', title: '收: three answers, one form, accepted', walk: accept },
  { minute: '3:30', title: 'the QR link in a phone frame', walk: phone },
  { minute: '4:00', title: '办: two departments, each its own item', walk: decide },
  { minute: '5:00', title: '等: a silent department answers twice', walk: wait },
  { minute: '6:00', title: '催: three working days, 提示, 预警, 黄牌', walk: urge },
  { minute: '7:00', title: '催: 红牌, answered by the section chief', walk: answer },
  { minute: '8:00', title: '证: a finished case on its diagram, verified; a changed opinion is named', walk: prove },
  { minute: '9:00', title: 'npm run replay', walk: replay },
  { minute: '9:40', title: 'your own', walk: own },
];

async function home({ page }: Walker): Promise<void> {
  await page.locator('.brand').click();
  await page.locator('[data-card="draw"]').waitFor();
}

async function firstScreen(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.locator('[data-card]').nth(5).waitFor();
  await page.locator('.djs-shape.yjs-token').first().waitFor();
  await page.locator('[data-testid="live-clocks"] li').first().waitFor();
  await page.getByTestId('virtual-date').waitFor();
  await walker.picture('01-first-screen');
}

async function draw(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.locator('[data-card="draw"] button').click();
  await page.locator('.outline').getByText('食品经营许可材料审查', { exact: true }).click();
  await setLimit(walker, '9');
  await page.locator('.problems .badge.error').first().waitFor();
  await page.locator('.djs-shape.yjs-problem-error').first().waitFor();
  await walker.picture('02-limit-exceeds-item');
}

async function setLimit({ page }: Walker, days: string): Promise<void> {
  const field = page.locator('#bio-properties-panel-yjs-limitAmount');
  await field.fill(days);
  await field.press('Tab');
}

async function publish(walker: Walker): Promise<void> {
  const { page } = walker;
  await setLimit(walker, '2');
  await page.locator('.problems .badge.error').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '送审', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '送审', exact: true }).click();
  await page.waitForURL(/\/review$/);
  await walker.become('发布员');
  await walker.picture('03-what-changed');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText('第 2 版').first().waitFor();
  await walker.picture('04-published');
  await home(walker);
}

async function accept(walker: Walker, found: Found): Promise<void> {
  const { page } = walker;
  await page.locator('[data-card="accept"] button').click();
  await page.locator('[data-matter="open-a-restaurant"]').click();
  await page.locator('#field-hotFood').waitFor();
  const before = await page.locator('.intake-summary').innerText();
  await page.locator('#field-hotFood').press('Space');
  await page.locator('#field-signboard').press('Space');
  await page.locator('#field-area').fill('320');
  await page.getByRole('button', { name: '下一问' }).press('Enter');
  await page.getByRole('button', { name: '填入示例数据（虚构）' }).waitFor();
  if ((await page.locator('.intake-summary').innerText()) === before) throw new Error('the answers changed neither items nor materials');
  await page.getByRole('button', { name: '填入示例数据（虚构）' }).press('Enter');
  await page.getByRole('button', { name: '放入示例材料（虚构）' }).press('Enter');
  await page.getByText('已收 6 份').waitFor();
  await walker.picture('05-one-form');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('case-number').waitFor();
  await page.getByTestId('due-on').getByText('个工作日').waitFor();
  found.progressUrl = (await page.getByTestId('progress-link').getAttribute('href'))!;
  await walker.picture('06-accepted');
}

async function phone(walker: Walker, found: Found): Promise<void> {
  // A phone of its own: no cookies, a small window.
  const context = await walker.page.context().browser()!.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  try {
    const phonePage = await context.newPage();
    await phonePage.goto(found.progressUrl);
    await phonePage.getByTestId('progress-with').waitFor();
    const text = await phonePage.locator('main').innerText();
    for (const secret of ['陈示例', '13800138000', '440402199003070010']) if (text.includes(secret)) throw new Error(`the applicant's page shows ${secret}`);
    await phonePage.screenshot({ path: 'docs/tour/07-progress-on-a-phone.png' });
  } finally {
    await context.close();
  }
}

async function decide(walker: Walker): Promise<void> {
  const { page } = walker;
  await home(walker);
  const tokens = await page.locator('[data-testid="live-clocks"]').innerText();
  await page.locator('[data-card="decide"] button').click();
  await page.locator('[data-current="true"]').waitFor();
  await walker.picture('08-own-items-only');
  await finish(walker, '同意');
  await home(walker);
  await page.locator('[data-card="decide"] button').click();
  await finish(walker, '附条件同意', '回填后恢复路面');
  await home(walker);
  await page.waitForFunction((before) => document.querySelector('[data-testid="live-clocks"]')?.textContent !== before, tokens);
  await walker.picture('09-the-diagram-moved');
}

/** Opens the most urgent item with the keyboard and finishes it. */
async function finish({ page }: Walker, opinion: string, comment = ''): Promise<void> {
  await page.locator('[data-current="true"]').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#opinion-title').waitFor();
  const sample = page.getByRole('button', { name: '填入示例数据（虚构）' });
  if ((await sample.count()) > 0) await sample.click();
  await page.getByRole('radio', { name: new RegExp(`^${opinion}`) }).check();
  if (comment) await page.locator('#opinion-comment').fill(comment);
  const here = page.url();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL((url) => url.href !== here);
}

async function wait(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.locator('[data-card="wait"] button').click();
  await page.locator('[data-waiting="gasCompany"]').waitFor();
  await walker.picture('10-a-silent-department');
  const number = await page.locator('[data-waiting="gasCompany"] a').innerText();
  await page.locator('[data-stand-in="gasCompany"] [data-answer-twice]').click();
  await page.locator('[data-waiting="gasCompany"]').waitFor({ state: 'detached' });
  await page.locator('.nav').getByText('办件', { exact: true }).click();
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('tab', { name: '部门记录' }).click();
  await page.locator('tr', { hasText: '留作证据' }).first().scrollIntoViewIfNeeded();
  await walker.picture('11-one-effect-one-evidence');
}

async function urge(walker: Walker): Promise<void> {
  const { page } = walker;
  await home(walker);
  await page.locator('[data-card="urge"] button').click();
  await page.locator('.cards > li').first().waitFor();
  for (const level of ['hint', 'warning', 'yellowCard']) await nextDayUntil(walker, level);
  const card = page.locator('[data-level="yellowCard"]').first();
  await card.locator('summary').click();
  await card.scrollIntoViewIfNeeded();
  await walker.picture('12-yellow-card');
}

/** Presses 下一个工作日 until the ledger shows a new card of the level. */
async function nextDayUntil({ page }: Walker, level: string): Promise<void> {
  const fresh = page.locator(`[data-level="${level}"][data-fresh="true"]`);
  for (let presses = 0; presses < 6; presses += 1) {
    const day = await page.getByTestId('virtual-date').innerText();
    await page.getByTestId('next-working-day').click();
    await page.waitForFunction((before) => document.querySelector('[data-testid="virtual-date"]')?.textContent !== before, day, { timeout: 60_000 });
    await page.waitForTimeout(1_500);
    if ((await fresh.count()) > 0) return;
  }
  throw new Error(`no ${level} within six working days`);
}

async function answer(walker: Walker): Promise<void> {
  const { page } = walker;
  await nextDayUntil(walker, 'redCard');
  const card = page.locator('[data-level="redCard"][data-fresh="true"]').first();
  if (!(await card.innerText()).includes('跳过非工作日')) throw new Error('the red card does not say which holiday it jumped');
  await card.scrollIntoViewIfNeeded();
  await walker.picture('13-red-card');
  const id = (await card.getAttribute('data-card'))!;
  const chief = CHIEFS[(await card.getAttribute('data-department')) ?? ''];
  if (!chief) throw new Error(`no section chief for ${id}`);
  await walker.become(chief);
  const own = page.locator(`[data-card="${id}"]`);
  await own.getByRole('button', { name: '答复这张牌' }).click();
  await page.locator('#card-answer').fill('材料会签滞后，已办结并改进流程。');
  await page.getByRole('button', { name: '提交答复' }).click();
  await page.locator(`[data-card="${id}"][data-state="answered"]`).waitFor();
  await walker.picture('14-answered-and-kept');
}

/** Names of section chiefs in the role bar, by department. */
const CHIEFS: Readonly<Record<string, string>> = {
  naturalResources: '自然资源科长',
  urbanManagement: '城管科长',
  trafficPolice: '交警科长',
  housing: '住建科长',
  power: '供电科长',
  gasCompany: '燃气科长',
  waterCompany: '供水科长',
  telecomOffice: '通建办科长',
};

async function prove(walker: Walker, found: Found): Promise<void> {
  const { page } = walker;
  await home(walker);
  await page.locator('[data-card="prove"] button').click();
  await page.locator('.event-table [aria-current="step"]').waitFor();
  found.finished = /\/audit\/([^?]+)/.exec(page.url())?.[1] ?? '';
  await page.locator('h1').click();
  await page.keyboard.press('Home');
  for (let jumps = 0; jumps < 4; jumps += 1) await page.keyboard.press('Shift+ArrowRight');
  await walker.picture('15-replay-anomaly');
  await page.getByRole('button', { name: '只看异常' }).or(page.getByLabel('只看异常')).check();
  await page.getByText('整改').first().waitFor();
  await page.locator('tr', { hasText: '整改' }).first().click();
  await page.locator('.replay-diagram').scrollIntoViewIfNeeded();
  await walker.picture('16-rectification');
  await page.getByRole('button', { name: '核验哈希链' }).click();
  await page.getByTestId('verification').getByText('一致').waitFor({ timeout: 60_000 });
  await page.getByTestId('verification').scrollIntoViewIfNeeded();
  await walker.picture('17-verified');
  await page.getByRole('button', { name: '改一个意见再验（在副本上）' }).click();
  await page.getByTestId('verification').getByText('执行历史中的意见').waitFor({ timeout: 60_000 });
  await page.getByTestId('verification').scrollIntoViewIfNeeded();
  await walker.picture('18-changed-opinion-named');
}

async function replay(_walker: Walker, { finished, env }: Found): Promise<void> {
  const equal = await run(process.execPath, ['scripts/replay.ts', finished], { cwd: root, env });
  process.stdout.write(equal.stdout);
}

async function own(walker: Walker): Promise<void> {
  const { page } = walker;
  await home(walker);
  await page.locator('.six-own .six-go').click();
  await page.getByRole('heading', { name: '换成您自己的' }).waitFor();
  await walker.picture('19-your-own');
  for (const link of await page.locator('#main a[href]').evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href))) {
    const answer = await page.request.get(link);
    if (!answer.ok()) throw new Error(`${link} answers ${answer.status()}`);
  }
}
