import { expect, type Locator, type Page } from '@playwright/test';

/** The list of networks, and the pages that belong to it. */
export class NetworksPage {
  readonly #page: Page;
  readonly grid: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: 'Networks' });
    this.search = page.getByRole('combobox', { name: 'Search networks' });
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.#page.getByRole('rowheader', { name, exact: true }) });
  }

  async shows(name: string, text: string | RegExp): Promise<void> {
    await expect(this.row(name)).toContainText(text);
  }

  async lacks(name: string): Promise<void> {
    await expect(this.row(name)).toHaveCount(0);
  }

  /** Opens the detail. */
  async open(name: string): Promise<Locator> {
    await this.row(name).getByRole('link', { name, exact: true }).click();
    const detail = this.detail(name);
    await expect(detail).toBeVisible();
    return detail;
  }

  detail(name: string): Locator {
    return this.#page.getByRole('region', { name: `Network ${name}` });
  }

  /** An action of the row’s menu: “Connect a container…”, “Remove…”. */
  async choose(name: string, action: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: `More actions for ${name}` })
      .click();
    await this.#page.getByRole('menu').getByRole('menuitem', { name: action }).click();
  }

  /** One of the pages: “List”, “Map”, “Try it”. */
  async section(name: string): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Networks' }).getByRole('link', { name }).click();
  }

  /** Chooses an option of a select by its text. */
  async pick(within: Locator, label: string, option: string | RegExp): Promise<void> {
    await within.getByRole('combobox', { name: label }).click();
    await this.#page.getByRole('option', { name: option }).click();
  }
}
