import { expect, type Locator, type Page } from '@playwright/test';

/** The list of images. A row is a name: `redis:7`. */
export class ImagesPage {
  readonly #page: Page;
  readonly grid: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: 'Images' });
    this.search = page.getByRole('combobox', { name: 'Search images' });
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
    const detail = this.#page.getByRole('region', { name: `Image ${name}` });
    await expect(detail).toBeVisible();
    return detail;
  }

  /** An action of the row’s menu: “Tag…”, “Remove…”. */
  async choose(name: string, action: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: `More actions for ${name}` })
      .click();
    await this.#page.getByRole('menu').getByRole('menuitem', { name: action }).click();
  }
}
