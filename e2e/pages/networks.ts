import type { Locator, Page } from '@playwright/test';
import { ListPage } from './listPage.ts';

/** The list of networks, and the pages that belong to it. */
export class NetworksPage extends ListPage {
  constructor(page: Page) {
    super(page, { title: 'Networks', one: 'Network' });
  }

  /** One of the pages: “List”, “Map”, “Try it”. */
  async section(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Networks' }).getByRole('link', { name }).click();
  }

  /** Chooses an option of a select by its text. */
  async pick(within: Locator, label: string, option: string | RegExp): Promise<void> {
    await within.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option }).click();
  }
}
