import { expect, type Page } from '@playwright/test';
import { ListPage } from './listPage.ts';

/** The list of volumes, and the volume that is open. */
export class VolumesPage extends ListPage {
  constructor(page: Page) {
    super(page, { title: 'Volumes', one: 'Volume' });
  }

  /** Waits for a job of this title to end well, and closes the list of jobs. */
  async done(title: string | RegExp, words: string | RegExp): Promise<void> {
    const panel = this.page.getByRole('dialog', { name: /Jobs/ });
    const job = panel.getByRole('listitem').filter({ has: this.page.getByRole('button', { name: title }) });
    await expect(job.first()).toContainText(words, { timeout: 30_000 });
    await this.page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  }
}
