import type { Locator, Page } from '@playwright/test';

/** What the engine said, and what the app did. */
export class ActivityPage {
  readonly #page: Page;
  readonly events: Locator;
  readonly actions: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.events = page.getByRole('log', { name: 'Engine events' });
    this.actions = page.getByRole('tabpanel').getByRole('list');
  }

  async showActions(): Promise<void> {
    await this.#page.getByRole('tab', { name: 'What Gantry did' }).click();
  }

  action(text: string | RegExp): Locator {
    return this.actions.getByRole('listitem').filter({ hasText: text });
  }

  /** Only events of this object, by its name. */
  async ofObject(name: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: 'Object' }).fill(name);
  }

  async ofAction(name: string): Promise<void> {
    await this.#page.getByRole('combobox', { name: 'Action' }).click();
    await this.#page.getByRole('option', { name, exact: true }).click();
  }
}
