import { expect, type Locator, type Page } from '@playwright/test';

/** The log of one container, or of many merged. */
export class LogsView {
  readonly #page: Page;
  readonly view: Locator;
  readonly lines: Locator;
  readonly search: Locator;
  readonly footer: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.view = page.getByRole('region', { name: 'Logs' });
    this.lines = page.getByRole('log', { name: /^Log of/ });
    this.search = this.view.getByRole('textbox', { name: 'Search the log' });
    this.footer = this.view.getByRole('contentinfo').or(this.view.locator('footer'));
  }

  /** What is on the screen of it. */
  async text(): Promise<string> {
    return (await this.lines.innerText()).replaceAll('\u00a0', ' ');
  }

  async says(text: string | RegExp): Promise<void> {
    await expect(this.lines).toContainText(text);
  }

  /** All that the engine has was read. */
  async isComplete(): Promise<void> {
    await expect(this.footer).toContainText(/Following|Live/);
  }

  /** The lines of the program, whatever of them is on the screen. */
  async allLines(): Promise<readonly string[]> {
    return (await this.copied()).replace(/\n$/, '').split('\n');
  }

  /** An entry of the menu “Timestamps and range”. */
  async display(choice: string): Promise<void> {
    await this.view.getByRole('button', { name: 'Timestamps and range' }).click();
    await this.#page.getByRole('menuitemradio', { name: choice }).click();
  }

  /** Another number of last lines than those of the menu. */
  async tail(lines: number): Promise<void> {
    await this.view.getByRole('button', { name: 'Timestamps and range' }).click();
    await this.#page.getByRole('menuitem', { name: 'Last … lines' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Read the last lines' });
    await dialog.getByRole('textbox', { name: 'Lines' }).fill(String(lines));
    await dialog.getByRole('button', { name: 'Read' }).click();
  }

  /** What “Copy all lines” puts on the clipboard. */
  async copied(): Promise<string> {
    // What was copied before is not taken for it.
    const nothing = `nothing yet ${Math.random()}`;
    await this.#page.evaluate((text) => navigator.clipboard.writeText(text), nothing);
    await this.view.getByRole('button', { name: 'Copy lines' }).click();
    await this.#page.getByRole('menuitem', { name: /^Copy (all lines|the lines shown)/ }).click();
    let text = nothing;
    await expect(async () => {
      text = await this.#page.evaluate(() => navigator.clipboard.readText());
      expect(text).not.toBe(nothing);
    }).toPass({ timeout: 10_000 });
    return text;
  }

  /** The bytes of the file that “Save all lines” makes. */
  async saved(): Promise<Buffer> {
    const download = this.#page.waitForEvent('download');
    await this.view.getByRole('button', { name: 'Save to a file' }).click();
    await this.#page.getByRole('menuitem', { name: 'Save all lines' }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
}
