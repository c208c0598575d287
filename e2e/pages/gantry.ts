import { expect, type Locator, type Page } from '@playwright/test';
import { ActivityPage } from './activity.ts';
import { BuildsPage } from './builds.ts';
import { ContainersPage } from './containers.ts';
import { ContainerDetail } from './detail.ts';
import { RunForm } from './runForm.ts';
import { ImagesPage } from './images.ts';
import { EnginePage } from './engine.ts';
import { NetworksPage } from './networks.ts';
import { StacksPage } from './stacksPage.ts';
import { VolumesPage } from './volumes.ts';

/** All places of the navigation. */
export const PLACES = [
  'Containers',
  'Stacks',
  'Undo',
  'Images',
  'Builds',
  'Networks',
  'Volumes',
  'Registries',
  'Logs',
  'Terminals',
  'Disk',
  'Activity',
  'Engine',
  'Settings',
] as const;
type PlaceName = (typeof PLACES)[number];

/** The whole interface, as a person sees it: by role and name. */
export class Gantry {
  readonly page: Page;
  readonly main: Locator;
  readonly builds: BuildsPage;
  readonly containers: ContainersPage;
  readonly images: ImagesPage;
  readonly networks: NetworksPage;
  readonly detail: ContainerDetail;
  readonly runForm: RunForm;
  readonly activity: ActivityPage;
  readonly engine: EnginePage;
  readonly stacks: StacksPage;
  readonly volumes: VolumesPage;
  readonly #problems: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.builds = new BuildsPage(page);
    this.containers = new ContainersPage(page);
    this.images = new ImagesPage(page);
    this.networks = new NetworksPage(page);
    this.detail = new ContainerDetail(page);
    this.runForm = new RunForm(page);
    this.activity = new ActivityPage(page);
    this.engine = new EnginePage(page);
    this.stacks = new StacksPage(page);
    this.volumes = new VolumesPage(page);
    page.on('pageerror', (error) => this.#problems.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // The browser's own words, whenever a network of the machine comes or goes; the page asks again.
      const isOfBrowser = message.text().includes('net::ERR_NETWORK_CHANGED');
      if (message.type() === 'error' && !isOfBrowser) this.#problems.push(message.text());
    });
  }

  async goTo(place: PlaceName): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: place })).toBeVisible();
  }

  /** Ctrl-K, the words, Enter. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    const palette = this.page.getByRole('dialog', { name: 'Command palette' });
    await palette.getByRole('combobox').fill(words);
    // What it offered before the last letter was typed is not it.
    const first = palette.getByRole('option').first();
    await expect(first).toHaveText(new RegExp(words.replaceAll(/[^\w ]/g, '.').replaceAll(' ', '.*'), 'i'));
    await first.click();
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** A notice in the corner; failures are alerts, the rest are statuses. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole('alert').or(this.page.getByRole('status')).filter({ hasText: text });
  }

  get contextSwitcher(): Locator {
    return this.page
      .getByRole('contentinfo', { name: 'Status' })
      .getByRole('button', { name: /^(Context|No context)/ });
  }

  /** Those that a test has made itself. */
  forgetProblems(which: RegExp): void {
    const others = this.#problems.filter((problem) => !which.test(problem));
    this.#problems.splice(0, this.#problems.length, ...others);
  }

  /** Nothing was thrown and nothing was complained of in the page’s console. */
  isSound(): void {
    expect(this.#problems).toEqual([]);
  }
}
