import { expect, type Locator, type Page } from '@playwright/test';

/** The files of a container, in its detail. */
export class FilesView {
  readonly #page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  readonly panel: Locator;
  readonly editor: Locator;
  readonly tree: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: /^Files in / });
    this.search = page.getByRole('textbox', { name: 'Search below here' });
    this.panel = page.getByRole('region', { name: /^File / });
    this.tree = page.getByRole('tree', { name: 'Directories' });
    this.editor = this.panel.getByRole('textbox', { name: /^Content of / });
  }

  /** The list of this directory is there. */
  async isIn(path: string): Promise<void> {
    await expect(
      this.#page
        .getByRole('grid', { name: `Files in ${path}`, exact: true })
        .or(this.#page.getByText('An empty directory')),
    ).toBeVisible();
    const last = this.#page
      .getByRole('navigation', { name: 'Where these files are' })
      .locator('[aria-current=location]');
    await expect(last).toHaveText(path.split('/').at(-1) || '/');
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.#page.getByTitle(name, { exact: true }) });
  }

  async open(name: string): Promise<void> {
    await this.row(name).getByTitle(name, { exact: true }).dblclick();
  }

  /** A directory of the tree. */
  directory(name: string | RegExp): Locator {
    return this.tree.getByRole('treeitem', { name, exact: true });
  }

  async showTree(isShown = true): Promise<void> {
    const button = this.button('Tree of directories');
    if ((await button.getAttribute('aria-pressed')) !== String(isShown)) await button.click();
    await expect(this.tree).toBeVisible({ visible: isShown });
  }

  async goTo(path: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Type a path' }).click();
    await this.#page.getByRole('textbox', { name: 'Path', exact: true }).fill(path);
    await this.#page.keyboard.press('Enter');
    await this.isIn(path);
  }

  button(name: string | RegExp): Locator {
    return this.#page.getByRole('group', { name: 'Files', exact: true }).getByRole('button', { name });
  }

  /** As if they were chosen in the browser’s own dialog. */
  async choose(
    files: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[],
  ): Promise<void> {
    await this.#page.getByLabel('Files to upload').setInputFiles([...files]);
  }
}
