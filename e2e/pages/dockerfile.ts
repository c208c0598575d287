import { expect, type Locator, type Page } from '@playwright/test';

/** The editor of a Dockerfile, and what it says of it. */
export class DockerfilePage {
  readonly #page: Page;
  readonly text: Locator;
  readonly problems: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.text = page.getByRole('textbox', { name: 'Dockerfile', exact: true });
    this.problems = page.getByRole('region', { name: 'Problems' });
  }

  async open(path: string): Promise<void> {
    await this.#page.evaluate((to) => (location.hash = `/dockerfile/${encodeURIComponent(to)}`), path);
    await expect(this.#page.getByRole('combobox', { name: 'Path of a Dockerfile or its folder' })).toHaveValue(
      new RegExp(path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')),
    );
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

  button(name: string): Locator {
    return this.#page.getByRole('main').getByRole('button', { name, exact: true });
  }
}
