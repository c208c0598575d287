import { expect, type Locator, type Page } from '@playwright/test';

/** The list of volumes, and the volume that is open. */
export class VolumesPage {
  readonly #page: Page;
  readonly grid: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: 'Volumes' });
    this.search = page.getByRole('combobox', { name: 'Search volumes' });
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
    const detail = this.#page.getByRole('region', { name: `Volume ${name}` });
    await expect(detail).toBeVisible();
    return detail;
  }

  /** An action of the row’s menu: “Back up…”, “Remove…”. */
  async choose(name: string, action: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: `More actions for ${name}` })
      .click();
    await this.#page.getByRole('menu').getByRole('menuitem', { name: action }).click();
  }

  /** Waits for a job of this title to end well, and closes the list of jobs. */
  async done(title: string, words: string | RegExp): Promise<void> {
    const panel = this.#page.getByRole('dialog', { name: /Jobs/ });
    const job = panel.getByRole('listitem').filter({ has: this.#page.getByRole('button', { name: title }) });
    await expect(job.first()).toContainText(words, { timeout: 30_000 });
    await this.#page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  }
}
