import type { Locator, Page } from '@playwright/test';
import { ListPage } from './listPage.ts';

/** The list of stacks, and the one that is open. */
export class StacksPage extends ListPage {
  constructor(page: Page) {
    super(page, { title: 'Stacks', one: 'Stack' });
  }

  /** A tab of the open stack: its panel. */
  async tab(project: string, name: string | RegExp): Promise<Locator> {
    await this.detail(project).getByRole('tab', { name }).click();
    return this.detail(project).getByRole('tabpanel');
  }

  /** A service of the open stack. */
  service(project: string, name: string): Locator {
    return this.detail(project)
      .getByRole('table', { name: 'Services' })
      .getByRole('row')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }
}
