import { expect, type Locator, type Page } from '@playwright/test';

/** The list of containers. */
export class ContainersPage {
  readonly #page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  readonly selectionBar: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: 'Containers' });
    this.search = page.getByRole('combobox', { name: 'Search containers' });
    this.selectionBar = page.getByRole('toolbar', { name: 'Actions for the selected containers' });
  }

  /** The engine has answered: there is a list, or the word that it is empty. */
  async isReady(): Promise<void> {
    await expect(this.#page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
    await expect(this.grid.or(this.#page.getByText(/No containers yet|Nothing is running/))).toBeVisible();
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.#page.getByRole('rowheader', { name, exact: true }) });
  }

  rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.#page.getByRole('rowheader') });
  }

  /** The row says so: “Running”, “Exited (137)”, “Paused”. */
  async shows(name: string, state: string | RegExp): Promise<void> {
    await expect(this.row(name)).toContainText(state);
  }

  async lacks(name: string): Promise<void> {
    await expect(this.row(name)).toHaveCount(0);
  }

  /** Opens the detail. */
  async open(name: string): Promise<void> {
    await this.row(name).getByRole('link', { name, exact: true }).click();
  }

  /** One of the two or three buttons in the row: “Start”, “Stop”, “Logs of”, “Terminal in”. */
  async quickly(verb: 'Start' | 'Stop' | 'Logs of' | 'Terminal in', name: string): Promise<void> {
    // Another test's container may push the row away from under the pointer: then it is pointed at again.
    await expect(async () => {
      await this.row(name).hover();
      await this.row(name)
        .getByRole('button', { name: `${verb} ${name}` })
        .click({ timeout: 1000 });
    }).toPass({ timeout: 10_000 });
  }

  async menu(name: string): Promise<Locator> {
    await this.row(name)
      .getByRole('button', { name: `More actions for ${name}` })
      .click();
    return this.#page.getByRole('menu');
  }

  /** An action of the row’s menu: “Pause”, “Remove…”. */
  async choose(name: string, action: string): Promise<void> {
    await (await this.menu(name)).getByRole('menuitem', { name: beginning(action) }).click();
  }

  async select(...names: readonly string[]): Promise<void> {
    for (const name of names)
      await this.row(name)
        .getByRole('checkbox', { name: `Select ${name}` })
        .check();
  }

  /** Only what fits is in the list, and only what is in the list is acted on. */
  async searchFor(text: string): Promise<void> {
    await this.search.fill(text);
    await this.search.press('Enter');
  }
}

/** The shortcut stands behind the words. */
const beginning = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
