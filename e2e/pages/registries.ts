import { expect, type Locator, type Page } from '@playwright/test';

/** Registries, as a person sees them. */
export class RegistriesPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Registries' }).click();
    await expect(this.item('Docker Hub')).toBeVisible();
  }

  item(name: string): Locator {
    return this.#page.getByRole('list', { name: 'Registries' }).getByRole('link', { name });
  }

  get detail(): Locator {
    return this.#page.getByRole('region', { name: 'Registry', exact: true });
  }

  section(name: string): Locator {
    return this.detail.getByRole('region', { name, exact: true });
  }

  async add(address: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Add', exact: true }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Add a registry' });
    await dialog.getByLabel('Address').fill(address);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(this.detail.getByRole('heading', { name: address })).toBeVisible();
  }

  /** Opens the dialog and fills it. */
  async signIn(name: string, username: string, password: string): Promise<Locator> {
    await this.detail.getByRole('button', { name: 'Sign in…' }).first().click();
    const dialog = this.#page.getByRole('dialog', { name: `Sign in to ${name}` });
    await dialog.getByLabel('User name').fill(username);
    await dialog.getByRole('textbox', { name: 'Password or access token' }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    return dialog;
  }

  async browse(): Promise<void> {
    await this.detail.getByRole('tab', { name: 'Browse' }).click();
  }

  async openName(name: string): Promise<void> {
    await this.detail.getByRole('button', { name, exact: true }).click();
  }

  names(list: 'Repositories' | 'Tags'): Locator {
    return this.detail.getByRole('list', { name: list }).getByRole('listitem');
  }

  tag(tag: string): Locator {
    return this.detail.getByRole('region', { name: `Tag ${tag}` });
  }
}
