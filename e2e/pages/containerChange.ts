import { expect, type Locator, type Page } from '@playwright/test';

/** The drawer in which a container is changed, and the page where that is taken back. */
export class ContainerChange {
  readonly #page: Page;
  readonly drawer: Locator;
  readonly changes: Locator;
  readonly kept: Locator;
  readonly removed: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.drawer = page.getByRole('dialog', { name: /^(Edit|Bring) / });
    this.changes = this.drawer.getByRole('table', { name: 'Changes' });
    this.kept = page.getByRole('list', { name: 'Kept containers' }).getByRole('listitem');
    this.removed = page.getByRole('list', { name: 'Removed containers' }).getByRole('listitem');
  }

  field(name: string): Locator {
    return this.drawer.getByRole('textbox', { name, exact: true });
  }

  async find(text: string): Promise<void> {
    await this.drawer.getByRole('textbox', { name: 'Find a setting' }).fill(text);
  }

  /** On to what becomes different. */
  async review(): Promise<void> {
    await this.drawer.getByRole('button', { name: 'Review the changes' }).click();
  }

  /** Old and new of one setting. */
  async shows(setting: string, before: string, after: string): Promise<void> {
    const row = this.changes.getByRole('row').filter({ has: this.#page.getByRole('rowheader', { name: setting }) });
    await expect(row.getByRole('cell').nth(0)).toHaveText(before);
    await expect(row.getByRole('cell').nth(1)).toHaveText(after);
  }

  async apply(): Promise<void> {
    await this.drawer.getByRole('button', { name: /^Change/ }).click();
  }
}
