import type { Locator, Page } from '@playwright/test';
import { fact } from './fact.ts';

/** The engine that is looked at, and the app's own. */
export class EnginePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(tab: 'Details' | 'Gantry’s engine' | 'Configuration' | 'Log'): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Engine' }).click();
    await this.#page.getByRole('tab', { name: tab }).click();
  }

  value(key: string): Locator {
    return fact(this.#page, key);
  }

  get state(): Locator {
    return this.#page.getByRole('region', { name: 'State' });
  }

  button(name: 'Start' | 'Stop' | 'Restart'): Locator {
    return this.state.getByRole('button', { name, exact: true });
  }

  /** Both end what runs in it, so they ask. */
  async confirm(verb: 'Stop' | 'Restart'): Promise<void> {
    await this.button(verb).click();
    const dialog = this.#page.getByRole('dialog', { name: `${verb} Gantry’s engine?` });
    await dialog.getByRole('button', { name: verb }).click();
  }

  get log(): Locator {
    return this.#page.getByRole('log');
  }
}
