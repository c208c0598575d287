import { expect, type Locator, type Page } from '@playwright/test';

/** The terminals of one container, or all of them. */
export class TerminalView {
  readonly #page: Page;
  readonly tabs: Locator;
  readonly panel: Locator;
  #asked = 0;

  constructor(page: Page) {
    this.#page = page;
    this.tabs = page.getByRole('group', { name: 'Open terminals' });
    this.panel = page.getByRole('tabpanel').filter({ has: this.#input });
  }

  get #input(): Locator {
    return this.#page.getByRole('textbox', { name: 'Terminal input' });
  }

  tab(name: string): Locator {
    return this.tabs.getByRole('tab', { name });
  }

  /** What is on the screen. xterm draws it as one element for each line, without a role. */
  get screen(): Locator {
    return this.#page.locator('.xterm-rows:visible');
  }

  /** There is a prompt: what is typed now is not lost. */
  async isReady(prompt: string | RegExp = /[#$] $/): Promise<void> {
    await expect(async () => {
      const last = (await this.lines()).findLast((line) => line !== '') ?? '';
      expect(`${last} `).toMatch(prompt);
    }).toPass({ timeout: 10_000 });
  }

  /** Types a line, as a person would, and Enter. */
  async type(line: string): Promise<void> {
    await this.#input.focus();
    await this.#page.keyboard.type(`${line}\n`);
  }

  /** What a command printed, all of it and nothing else. */
  async answer(command: string): Promise<string> {
    // Told from what was typed, and from the answer before: the shell adds it up.
    const end = `end-${1000 + ++this.#asked}`;
    await this.type(`clear; ${command}; echo end-$((1000 + ${this.#asked}))`);
    let answer = '';
    await expect(async () => {
      const lines = (await this.screen.innerText()).replaceAll('\u00a0', ' ').split('\n');
      const said = lines.map((line) => line.trim()).filter((line) => line !== '');
      expect(said).toContain(end);
      answer = said.slice(0, said.indexOf(end)).join('\n');
    }).toPass({ timeout: 10_000 });
    return answer;
  }

  async press(key: string): Promise<void> {
    await this.#input.focus();
    await this.#page.keyboard.press(key);
  }

  async says(text: string | RegExp): Promise<void> {
    await expect(this.screen).toContainText(text);
  }

  /** These are whole lines of it, in this order: the echo of what was typed stands behind its prompt and is none. */
  async prints(...lines: readonly string[]): Promise<void> {
    await expect.poll(async () => (await this.lines()).filter((line) => lines.includes(line))).toEqual(lines);
  }

  async lines(): Promise<readonly string[]> {
    return (await this.screen.innerText())
      .replaceAll('\u00a0', ' ')
      .split('\n')
      .map((line) => line.trimEnd());
  }

  async attach(): Promise<void> {
    const count = await this.tabs.getByRole('tab').count();
    await this.#page.getByRole('button', { name: 'New shell as…' }).click();
    await this.#page.getByRole('button', { name: 'Attach to main process' }).click();
    await expect(this.tabs.getByRole('tab')).toHaveCount(count + 1);
    await expect(this.tabs.getByRole('tab', { selected: true })).toContainText('main process');
    await expect(this.#page.getByRole('button', { name: 'Detach' })).toBeVisible();
  }

  /** Below the line that ends what was before: what is typed now reaches the new main process. */
  async isAttachedAnew(): Promise<void> {
    await this.says('────');
    await expect(this.#page.getByRole('button', { name: 'Detach' })).toBeVisible();
  }

  async attachAgain(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Attach again' }).click();
    await expect(this.#page.getByRole('button', { name: 'Detach' })).toBeVisible();
  }

  /** Under the screen: how it ended. */
  get status(): Locator {
    return this.#page.getByRole('tabpanel').getByRole('status').filter({ hasText: /\S/ });
  }
}
