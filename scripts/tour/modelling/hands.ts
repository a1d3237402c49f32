import type { Locator, Page } from 'playwright-core';

/** What a designer's hands do in the rooms of a definition: what is seen is pressed, what is asked is filled in. */
export function handsOf(page: Page) {
  const row = (name: string): Locator => page.locator('[data-row]').filter({ has: page.locator('.title', { hasText: new RegExp(`^${name}$`) }) }).last();
  const card = (): Locator => page.locator('[data-card]').last();
  const put = async (field: Locator, value: string): Promise<void> => {
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else {
      await field.fill(value);
      await field.press('Tab');
    }
  };
  const hands = {
    row,
    card,
    room: (name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click(),
    saved: (): Promise<void> => page.locator('.save.saved').waitFor(),
    /** Opens a part of the forms. */
    part: (name: string): Promise<void> => page.locator('.yjs-forms .parts button', { hasText: name }).click(),
    /** Fills in what is asked about an entry of the forms. */
    property: (id: string, value: string): Promise<void> => put(page.locator(`[id="form-${id}"]`), value),
    async fromDictionary(button: string, ...fields: readonly string[]): Promise<void> {
      await page.getByRole('button', { name: button }).click();
      const dictionary = page.getByRole('dialog', { name: '从数据字典里选字段' });
      for (const field of fields) {
        await dictionary.locator(`[data-field="${field}"]`).click();
        await dictionary.locator('.added').getByText('已加上').waitFor();
      }
      await page.keyboard.press('Escape');
      await dictionary.waitFor({ state: 'hidden' });
    },
    async open(name: string): Promise<void> {
      if ((await row(name).getAttribute('aria-expanded')) !== 'true') await row(name).click();
      await card().waitFor();
    },
    fill: (field: string, value: string): Promise<void> => put(card().locator(`[data-field="${field}"]`), value),
    async after(name: string, kind: string): Promise<void> {
      await row(name).focus();
      await page.keyboard.press('Insert');
      await page.locator(`[data-kind="${kind}"]`).click();
    },
    async rename(name: string, to: string): Promise<void> {
      await hands.open(name);
      await hands.fill('name', to);
      await row(to).waitFor();
    },
    async step(name: string, behind: string, kind: string, fields: Readonly<Record<string, string>>): Promise<void> {
      await hands.after(behind, kind);
      await page.locator('[data-card] [data-field="name"]:focus').waitFor();
      await hands.fill('name', name);
      await row(name).waitFor();
      for (const [field, value] of Object.entries(fields)) await hands.fill(field, value);
    },
  };
  return hands;
}
