import { expect, type Locator, type Page } from '@playwright/test';

type Role = Parameters<Page['getByRole']>[0];

/** A person without a pointer: only keys, and what has the focus is where they are. */
export class Keys {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Types over what stands in the field that has the focus. */
  async type(text: string): Promise<void> {
    await this.press('ControlOrMeta+a');
    await this.#page.keyboard.type(text);
  }

  /** Goes there with Tab, by its role and name. Fails when Tab does not lead there, and says by what it came. */
  async tabTo(role: Role, name: string | RegExp, within: Page | Locator = this.#page): Promise<void> {
    await this.#go('Tab', within.getByRole(role, { name, exact: typeof name === 'string' }));
  }

  async tabBackTo(role: Role, name: string | RegExp, within: Page | Locator = this.#page): Promise<void> {
    await this.#go('Shift+Tab', within.getByRole(role, { name, exact: typeof name === 'string' }));
  }

  /** Goes there with an arrow, within one control: tabs, a menu, a list. */
  async arrowTo(role: Role, name: string | RegExp, arrow = 'ArrowDown'): Promise<void> {
    await this.#go(arrow, this.#page.getByRole(role, { name, exact: typeof name === 'string' }));
  }

  /** Tab to a button, and Enter. */
  async enter(role: Role, name: string | RegExp, within?: Page | Locator): Promise<void> {
    await this.tabTo(role, name, within);
    await this.press('Enter');
  }

  /** A field, and what to write there. */
  async fill(name: string | RegExp, text: string, within?: Page | Locator): Promise<void> {
    await this.tabTo('textbox', name, within);
    await this.type(text);
  }

  /** Through the palette: its name, and Enter. */
  async command(words: string): Promise<void> {
    await this.press('ControlOrMeta+k');
    await expect(this.#page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
    await this.#page.keyboard.type(words);
    await expect(this.#page.getByRole('option', { selected: true })).toContainText(words, { ignoreCase: true });
    await this.press('Enter');
  }

  /** To a row of the list on the page: by its search, as nobody presses Down a thousand times. */
  async toRow(name: string): Promise<void> {
    await this.press('/');
    await this.type(name);
    await this.press('Escape', 'Enter', 'Home'); // the suggestions; into the list; its first row
    await expect(this.#page.getByRole('row').filter({ hasText: name }).and(this.#focused)).toBeVisible();
  }

  get #focused(): Locator {
    return this.#page.locator(':focus');
  }

  async #go(key: string, target: Locator): Promise<void> {
    await expect(target, 'There is nothing of this name.').not.toHaveCount(0);
    const way: string[] = [];
    for (let presses = 0; presses < 120; presses++) {
      if ((await target.and(this.#focused).count()) > 0) return;
      await this.press(key);
      way.push(await this.#focused.evaluate(nameOf).catch(() => 'nothing'));
    }
    throw new Error(`${key} does not lead to ${String(target)}, but to: ${way.join(' → ')}`);
  }
}

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent ?? element.tagName).slice(0, 40);
