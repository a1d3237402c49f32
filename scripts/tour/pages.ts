import type { Walker } from './walker.ts';

/** Every other page as the roles that use it: who, the way through the navigation, what must be seen. */
const PAGES: readonly { readonly person: string; readonly link: string; readonly see: string; readonly picture?: string }[] = [
  { person: '设计员', link: '流程库', see: 'text=开办餐饮店' },
  { person: '发布员', link: '流程库', see: 'text=开办餐饮店', picture: '20-definitions' },
  { person: '综窗', link: '一窗受理', see: '[data-matter]', picture: '21-window' },
  { person: '综窗', link: '办件', see: '.table tbody tr', picture: '22-cases' },
  { person: '督查', link: '督办', see: '.cards > li' },
  { person: '督查', link: '办件', see: '.table tbody tr' },
  { person: '督查', link: '审计', see: '.table tbody tr' },
  { person: '审计', link: '审计', see: '.table tbody tr', picture: '23-audit' },
  { person: '审计', link: '督办', see: '.cards > li' },
  { person: '审计', link: '流程库', see: 'text=开办餐饮店' },
  { person: '运维', link: '运维', see: '.table tbody tr', picture: '24-operations' },
  { person: '运维', link: '办件', see: '.table tbody tr' },
  { person: '管理员', link: '办件', see: '.table tbody tr' },
  { person: '管理员', link: '督办', see: '.cards > li' },
  { person: '供电经办人', link: '办件', see: '.table tbody tr' },
];

/** Opens the pages of every role, one case with all its parts, and the first screen in English. */
export async function walkPages(walker: Walker, report: () => void): Promise<void> {
  const { page } = walker;
  for (const { person, link, see, picture } of PAGES) {
    await walker.line('', `${link} as ${person}`, async () => {
      await page.locator('.brand').click();
      await walker.become(person);
      await page.locator('.nav').getByRole('link', { name: link, exact: true }).click();
      await page.locator(see).first().waitFor();
      if (picture) await walker.picture(picture);
    });
    report();
  }
  await walker.line('', 'one case with all its parts', () => onePart(walker));
  report();
  await walker.line('', 'the first screen in English', async () => {
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await page.locator('.brand').click();
    await page.getByText('This is invented data; nothing leaves this machine.').waitFor();
    await walker.picture('26-english');
    await page.getByRole('button', { name: '中文', exact: true }).click();
  });
  report();
}

async function onePart(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.locator('.brand').click();
  await walker.become('运维');
  await page.locator('.demo-foot a.mono').click();
  await page.locator('.steps > li').first().waitFor();
  for (const [part, see] of [['时限', '.clock-list > li'], ['文书', '.materials > li'], ['部门记录', '.table tbody tr'], ['申请表和材料', '.values dt']] as const) {
    await page.getByRole('tab', { name: part }).click();
    await page.locator(see).first().waitFor();
    if (part === '时限') await walker.picture('25-case-clocks');
  }
}
