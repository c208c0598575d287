import { expect, type Locator, type Page } from '@playwright/test';
import { LogsView } from './logs.ts';
import { TerminalView } from './terminal.ts';

export interface BuildWish {
  readonly folder?: string;
  readonly pasted?: string;
  readonly names?: string;
  /** Values of arguments that the Dockerfile declares. */
  readonly args?: Readonly<Record<string, string>>;
  readonly noCache?: boolean;
}

export type BuildTab = 'Steps' | 'Log' | 'Dockerfile' | 'Settings' | 'History' | 'Shell';

/** The page of builds: the form, the list, and one build. */
export class BuildsPage {
  readonly #page: Page;
  readonly drawer: Locator;
  readonly list: Locator;
  readonly detail: Locator;
  readonly steps: Locator;
  readonly failure: Locator;
  readonly log: LogsView;
  readonly terminal: TerminalView;

  constructor(page: Page) {
    this.#page = page;
    this.drawer = page.getByRole('dialog', { name: 'Build an image' });
    this.list = page.getByRole('grid', { name: 'Builds' });
    this.detail = page.getByRole('region', { name: /^Build / });
    this.steps = this.detail.getByRole('list', { name: 'Steps of the build' });
    this.failure = this.detail.getByRole('region', { name: 'Why the build failed' });
    this.log = new LogsView(page);
    this.terminal = new TerminalView(page);
  }

  async openForm(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Build an image' }).first().click();
    await expect(this.drawer).toBeVisible();
  }

  get folderField(): Locator {
    return this.drawer
      .getByRole('textbox', { name: 'Folder' })
      .or(this.drawer.getByRole('combobox', { name: 'Folder' }));
  }

  get size(): Locator {
    return this.drawer.getByRole('status', { name: 'Size of the context' });
  }

  get command(): Locator {
    return this.drawer.getByRole('figure', { name: 'The same on the command line' });
  }

  async fill({ folder, pasted, names, args = {}, noCache }: BuildWish): Promise<void> {
    if (folder !== undefined) {
      await this.folderField.fill(folder);
      // The list of folders lies over the next fields.
      await this.drawer.getByText('The build context:').click();
    } else if (pasted !== undefined) await this.drawer.getByText('Dockerfile only').click();
    if (pasted !== undefined) {
      if (folder !== undefined) {
        await this.drawer.getByRole('combobox', { name: 'Dockerfile', exact: true }).selectOption('Pasted here');
      }
      await this.drawer.getByRole('textbox', { name: 'Pasted Dockerfile' }).fill(pasted);
    }
    if (names !== undefined) await this.drawer.getByRole('textbox', { name: 'Names' }).fill(names);
    for (const [name, value] of Object.entries(args)) await this.drawer.getByLabel(name, { exact: true }).fill(value);
    if (noCache) await this.drawer.getByRole('checkbox', { name: 'Do not use the cache' }).check();
  }

  /** Begins; the page of the build comes by itself. */
  async submit(): Promise<void> {
    await this.drawer.getByRole('button', { name: /^Build/ }).click();
    await expect(this.drawer).toBeHidden();
    await expect(this.detail).toBeVisible();
  }

  async build(wish: BuildWish): Promise<void> {
    await this.openForm();
    await this.fill(wish);
    await this.submit();
  }

  async ends(word: 'Done' | 'Failed' | 'Cancelled'): Promise<void> {
    await expect(this.detail.getByRole('status').first()).toHaveText(word, { timeout: 30_000 });
  }

  async show(tab: BuildTab): Promise<void> {
    await this.detail.getByRole('tab', { name: tab }).click();
  }

  step(text: string | RegExp): Locator {
    return this.steps.getByRole('button', { name: text });
  }

  async press(name: string): Promise<void> {
    await this.detail.getByRole('button', { name }).first().click();
  }
}
