import type { Locator, Page } from '@playwright/test';
import { fact } from './fact.ts';
import { LogsView } from './logs.ts';
import { TerminalView } from './terminal.ts';

/** The tabs that every container has; one with a health check has Health too. */
export const TABS = [
  'Overview',
  'Logs',
  'Terminal',
  'Files',
  'Stats',
  'Processes',
  'Changes',
  'Mounts',
  'Networks',
  'Env',
  'Copy as',
  'History',
  'Inspect',
] as const;

type DetailTab = (typeof TABS)[number] | 'Health';

/** One container, beside the list. */
export class ContainerDetail {
  readonly panel: Locator;
  readonly terminal: TerminalView;
  readonly logs: LogsView;
  readonly processes: Locator;
  readonly changes: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByRole('region', { name: /^Container/ });
    this.terminal = new TerminalView(page);
    this.logs = new LogsView(page);
    this.processes = page.getByRole('table', { name: 'Processes' });
    this.changes = page.getByRole('tree', { name: 'Changed files' });
  }

  async show(tab: DetailTab): Promise<void> {
    await this.panel.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
  }

  /** A button of the header: “Stop”, “Start”. */
  async press(
    name:
      'Start' | 'Stop' | 'Restart' | 'Pause' | 'Unpause' | 'Close' | 'Use the whole window' | 'Show beside the list',
  ): Promise<void> {
    await this.panel.getByRole('button', { name, exact: true }).first().click();
  }

  fact(key: string): Locator {
    return fact(this.panel, key);
  }

  /** The link to a published port. */
  link(name: string | RegExp): Locator {
    return this.panel.getByRole('link', { name });
  }

  async processIds(): Promise<readonly number[]> {
    const titles = await this.processes.getByRole('columnheader').allInnerTexts();
    const column = titles.indexOf('PID');
    const rows = await this.processes
      .getByRole('row')
      .filter({ has: this.#page.getByRole('cell') })
      .all();
    return Promise.all(rows.map(async (row) => Number(await row.getByRole('cell').nth(column).innerText())));
  }
}
