import { expect, type Locator, type Page } from '@playwright/test';

/** What the page calls its rows. */
interface ListNames {
  /** “Images” */
  readonly title: string;
  /** “Image”: what the open detail is called before its name. */
  readonly one: string;
}

/** A list of things of an engine, and the one that is open. A row is known by its name. */
export class ListPage {
  protected readonly page: Page;
  readonly #one: string;
  readonly grid: Locator;
  readonly search: Locator;

  constructor(page: Page, { title, one }: ListNames) {
    this.page = page;
    this.#one = one;
    this.grid = page.getByRole('grid', { name: title });
    this.search = page.getByRole('combobox', { name: `Search ${title.toLowerCase()}` });
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
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
    return this.page.getByRole('region', { name: `${this.#one} ${name}` });
  }

  /** An action of the row’s menu: “Remove…”. */
  async choose(name: string, action: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: `More actions for ${name}` })
      .click();
    await this.page.getByRole('menu').getByRole('menuitem', { name: action }).click();
  }
}
