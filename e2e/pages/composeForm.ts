import type { Locator, Page } from '@playwright/test';

/** The form of a Compose file, beside its text. */
export class ComposeFormPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async show(): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Form' }).click();
    await this.things.waitFor();
  }

  get things(): Locator {
    return this.#page.getByRole('navigation', { name: 'What the file declares' });
  }

  thing(name: string): Locator {
    return this.things.getByRole('button', { name, exact: true });
  }

  /** A field with its text; with proposals it is a combobox. */
  field(name: string): Locator {
    return this.#page
      .getByRole('textbox', { name, exact: true })
      .or(this.#page.getByRole('combobox', { name, exact: true }));
  }

  async type(name: string, text: string): Promise<void> {
    await this.field(name).fill(text);
    await this.field(name).press('Enter');
  }
}
