import { expect, type Locator, type Page } from '@playwright/test';

/** The editor of a Compose file, and what it says of it. */
export class ComposePage {
  readonly #page: Page;
  readonly text: Locator;
  readonly problems: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.text = page.getByRole('textbox', { name: 'Compose file', exact: true });
    this.problems = page.getByRole('region', { name: 'Problems' });
  }

  async open(path: string): Promise<void> {
    await this.#page.evaluate((to) => (location.hash = `/compose/${encodeURIComponent(to)}`), path);
    await expect(this.text).toBeVisible();
  }

  problem(message: string | RegExp): Locator {
    return this.problems.getByRole('listitem').filter({ hasText: message });
  }

  /** Puts the cursor at the end of a line, counted from 1. */
  async goTo(line: number): Promise<void> {
    await this.text.press('ControlOrMeta+Home');
    for (let at = 1; at < line; at++) await this.text.press('ArrowDown');
    await this.text.press('End');
  }

  /** A word, with the keyboard focus at its end: by the editor's own search. */
  async find(word: string): Promise<void> {
    await this.text.press('ControlOrMeta+Home');
    await this.text.press('ControlOrMeta+f');
    // Key by key: the editor looks when a key is let go.
    await this.#page.getByRole('textbox', { name: 'Find' }).pressSequentially(word);
    await this.#page.keyboard.press('Enter');
    await this.#page.keyboard.press('Escape');
    await expect(this.text).toBeFocused();
  }

  button(name: string): Locator {
    return this.#page.getByRole('main').getByRole('button', { name, exact: true });
  }

  state(words: string): Locator {
    return this.#page.getByRole('main').getByText(words, { exact: true });
  }
}
