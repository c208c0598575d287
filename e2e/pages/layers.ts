import { expect, type Locator, type Page } from '@playwright/test';

/** The explorer of an image's layers. */
export class LayersPage {
  readonly #page: Page;
  readonly layers: Locator;
  readonly files: Locator;
  readonly totals: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.layers = page.getByRole('listbox', { name: 'Layers' });
    this.files = page.getByRole('tree', { name: 'Files' });
    this.totals = page.getByLabel('The whole image');
  }

  /** By typing its name into the field of the page. */
  async choose(image: string): Promise<void> {
    const field = this.#page
      .getByRole('combobox', { name: 'Image' })
      .or(this.#page.getByLabel('Image', { exact: true }));
    await field.first().fill(image);
    await this.#page.getByRole('option', { name: image, exact: true }).click();
    await expect(this.totals).toBeVisible();
  }

  layer(instruction: string | RegExp): Locator {
    return this.layers.getByRole('option', { name: instruction });
  }

  file(name: string | RegExp): Locator {
    return this.files.getByRole('treeitem', { name });
  }

  preview(path: string): Locator {
    return this.#page.getByRole('region', { name: `File ${path}` });
  }

  async show(tab: 'Files' | 'Wasted' | 'Packages'): Promise<void> {
    await this.#page.getByRole('tab', { name: tab }).click();
  }
}
