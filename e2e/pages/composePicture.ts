import { expect, type Locator, type Page } from '@playwright/test';

/** The picture of a Compose file. */
export class ComposePicturePage {
  readonly #page: Page;
  readonly board: Locator;
  readonly wrongs: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.board = page.getByRole('application', { name: 'Picture of the Compose file' });
    this.wrongs = page.getByRole('list', { name: 'What would not work' });
  }

  async show(): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Picture' }).click();
    await expect(this.board).toBeVisible();
  }

  /** A thing by its id: `service:web`. */
  node(id: string): Locator {
    return this.#page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  panel(name: string): Locator {
    return this.#page.getByRole('complementary', { name, exact: true });
  }

  dialog(name: string): Locator {
    return this.#page.getByRole('dialog', { name });
  }

  /** Where it stands in the drawing, whatever of it is in sight. */
  async placeOf(id: string): Promise<string | undefined> {
    return (await this.node(id).getAttribute('style'))?.match(/translate\([^)]*\)/)?.[0];
  }

  /** All of it in sight, however small. */
  async fit(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Fit View' }).click();
  }

  /** Draws a line from one to the other. */
  async draw(fromId: string, toId: string): Promise<void> {
    await this.#drag(this.node(fromId).locator('.react-flow__handle.source'), this.node(toId));
  }

  /** Puts it elsewhere, by so many pixels. */
  async move(id: string, x: number, y: number): Promise<void> {
    const box = await this.node(id).boundingBox();
    if (!box) throw new Error(`${id} is not in sight.`);
    const [left, top] = [box.x + box.width / 2, box.y + box.height / 2];
    await this.#page.mouse.move(left, top);
    await this.#page.mouse.down();
    await this.#page.mouse.move(left + x, top + y, { steps: 6 });
    await this.#page.mouse.up();
  }

  async #drag(from: Locator, to: Locator): Promise<void> {
    const [a, b] = [await from.boundingBox(), await to.boundingBox()];
    if (!a || !b) throw new Error('Not in sight.');
    await this.#page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
    await this.#page.mouse.down();
    await this.#page.mouse.move(b.x + b.width / 3, b.y + b.height / 2, { steps: 8 });
    await this.#page.mouse.up();
  }
}
