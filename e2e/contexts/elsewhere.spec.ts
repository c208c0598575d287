import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { BuildsPage } from '../pages/builds.ts';
import { ListPage } from '../pages/listPage.ts';
import { RunForm } from '../pages/runForm.ts';
import { ContextFolder } from '../support/contextFolder.ts';
import { startTwoEngines, type TwoEngines } from '../support/twoEngines.ts';

const run = promisify(execFile);

async function findings(page: Page): Promise<readonly string[]> {
  await page.waitForTimeout(250); // what fades in has its colours then
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('; ')}`);
}

test.describe('on another engine than the one that is open @browser', () => {
  test.slow();
  test.describe.configure({ mode: 'serial' });

  let engines: TwoEngines;
  let root: string;
  const prefix = `elsewhere-${process.pid}`;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    engines = await startTwoEngines();
    root = await realpath(await mkdtemp(join(tmpdir(), 'gantry-e2e-elsewhere-')));
  });
  test.afterAll(async () => {
    await engines?.stop();
    await rm(root, { recursive: true, force: true });
  });

  const openAt = async (page: Page, hash: string) => {
    await page.goto(engines.app.url);
    await expect(page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
    await page.evaluate((place) => (location.hash = place), `/on/one${hash}`);
    await expect(page.getByRole('button', { name: 'Context one, connected' })).toBeVisible();
  };
  const both = () => [engines.onFirst, engines.onSecond];
  const tags = (on: TwoEngines['onFirst']) => on('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}');

  for (const theme of ['light', 'dark'] as const) {
    test(`an image is built, again too; it is there and not here, and runs there (${theme})`, async ({ page }) => {
      const image = `${prefix}-${theme}:1`;
      const name = `${prefix}-${theme}-ran`;
      const folder = await ContextFolder.make({
        Dockerfile: `FROM busybox\nLABEL ${TEST_LABEL}=\nRUN echo made of ${image}\nCMD ["sleep", "9999"]\n`,
      });
      try {
        await page.emulateMedia({ colorScheme: theme });
        await openAt(page, '/builds');
        const builds = new BuildsPage(page);
        await builds.openForm();
        await builds.fill({ folder: folder.path, names: image });
        const on = builds.drawer.getByRole('combobox', { name: 'On the context' });
        await expect(on).toHaveValue('one');
        await on.selectOption('two');
        await expect(builds.command).toContainText(`docker --context two buildx build --tag ${image}`);
        expect(await findings(page)).toEqual([]);
        await builds.submit();
        await builds.ends('Done');
        await expect(builds.detail).toContainText('on two');
        await expect(page.getByRole('button', { name: 'Context one, connected' })).toBeVisible();
        expect(await tags(engines.onSecond)).toContain(image);
        expect(await tags(engines.onFirst)).not.toContain(image);
        expect(await findings(page)).toEqual([]);

        // What is done with it goes on there: another build of it, in the form too.
        await builds.press('Build again');
        await builds.ends('Done');
        await expect(builds.step(/^RUN echo made/)).toHaveAccessibleName(/: cached/);
        await expect(builds.detail).toContainText('on two');
        await builds.press('Change and build again');
        await expect(on).toHaveValue('two');
        await builds.drawer.getByRole('button', { name: 'Close' }).last().click();
        await expect(builds.drawer).toBeHidden();
        expect(await tags(engines.onFirst)).not.toContain(image);

        await builds.press('Open on its context');
        await expect(page.getByRole('button', { name: 'Context two, connected' })).toBeVisible();
        await expect(builds.list.getByRole('row').filter({ hasText: image })).toHaveCount(2);
        await builds.press('Run the image');
        const form = new RunForm(page);
        await form.field('Name').fill(name);
        await form.submit();
        await expect(form.drawer).toBeHidden();
        expect(await engines.onSecond('ps', '--format', '{{.Names}} {{.Image}}')).toContain(`${name} ${image}`);
      } finally {
        for (const on of both()) {
          await on('rm', '--force', name).catch(() => undefined);
          await on('image', 'rm', '--force', image).catch(() => undefined);
        }
        await folder.remove();
      }
    });

    test(`a stack is taken down, brought up and shown from its row in the list of both (${theme})`, async ({
      page,
    }) => {
      const project = `${prefix}-${theme}-shop`;
      const folder = join(root, project);
      await mkdir(folder);
      await writeFile(
        join(folder, 'compose.yaml'),
        [
          'services:',
          '  db:',
          '    image: busybox:latest',
          "    command: sh -c 'echo hello from $$(hostname); exec sleep 9999'",
          '    stop_grace_period: 0s',
          '    hostname: shop',
          `    labels: { ${TEST_LABEL}: "" }`,
          'networks:',
          `  default: { labels: { ${TEST_LABEL}: "" } }`,
          '',
        ].join('\n'),
      );
      const compose = (socketPath: string, ...args: string[]) =>
        run(process.env['GANTRY_TEST_COMPOSE'] ?? '', args, {
          cwd: folder,
          env: { PATH: process.env['PATH'], DOCKER_CONFIG: '/nonexistent', DOCKER_HOST: `unix://${socketPath}` },
        });
      const sockets = [testEngine().socketPath, engines.second.socketPath];
      const running = () => Promise.all(both().map((on) => on('ps', '--quiet', '--filter', `name=${project}`)));
      try {
        for (const socket of sockets) await compose(socket, 'up', '--detach');
        await page.emulateMedia({ colorScheme: theme });
        await openAt(page, '/stacks');
        await page.evaluate(() => (location.hash = '/together/stacks'));
        await page.getByRole('button', { name: /^Contexts in this list/ }).click();
        for (const context of ['one', 'two']) {
          await page.getByRole('checkbox', { name: new RegExp(`^${context}\\b`) }).check();
        }
        await page.keyboard.press('Escape');
        const list = new ListPage(page, { title: 'Stacks', one: 'Stack' });
        const rows = list.row(project);
        const there = rows.filter({ hasText: 'two' });
        const here = rows.filter({ hasText: 'one' });
        const choose = async (row: Locator, action: string) => {
          await row.getByRole('button', { name: `More actions for ${project}` }).click();
          await page.getByRole('menu').getByRole('menuitem', { name: action }).click();
        };
        await expect(rows).toHaveCount(2);
        await expect(there).toContainText('Running');

        await choose(there, 'Down…');
        const down = page.getByRole('dialog', { name: `Down ${project}? two` });
        await expect(down.getByRole('list', { name: 'What goes' })).toContainText(`network ${project}_default`);
        await expect(down).toContainText('docker --context two compose');
        expect(await findings(page)).toEqual([]);
        await down.getByRole('button', { name: 'Down', exact: true }).click();
        await expect(down).toContainText('It is down');
        await down.getByRole('button', { name: 'Close' }).click();
        await expect(there).toContainText('Not created');
        await expect(here).toContainText('Running');
        expect(await running()).toEqual([expect.stringMatching(/./), '']);

        // The one that is open is named as well: of two rows nobody is to guess.
        await choose(here, 'Down…');
        await expect(page.getByRole('dialog', { name: `Down ${project}? one` })).toContainText('docker --context one');
        await page.keyboard.press('Escape');

        await choose(there, 'Up…');
        const up = page.getByRole('dialog', { name: `Up ${project} two` });
        await expect(up.getByRole('list', { name: 'What happens' })).toContainText(`${project}-db-1`);
        expect(await findings(page)).toEqual([]);
        await up.getByRole('button', { name: 'Up', exact: true }).click();
        await expect(up).toContainText('It is up');
        await up.getByRole('button', { name: 'Close' }).click();
        await expect(there).toContainText('Running');
        expect(await engines.onSecond('logs', `${project}-db-1`)).toBe('hello from shop');

        for (const row of await rows.all()) await row.getByRole('checkbox').check();
        const bar = page.getByRole('toolbar', { name: 'Actions for the selected stacks' });
        await bar.getByRole('button', { name: /^Stop/ }).click();
        await expect.poll(running, { timeout: 30_000 }).toEqual(['', '']);
        await bar.getByRole('button', { name: /^Start/ }).click();
        await expect
          .poll(running, { timeout: 30_000 })
          .toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);

        await there.getByRole('link', { name: project, exact: true }).click();
        await expect(page.getByRole('button', { name: 'Context two, connected' })).toBeVisible();
        const detail = list.detail(project);
        await expect(detail).toContainText('busybox:latest');
        await detail.getByRole('button', { name: `Down ${project}…` }).click();
        const again = page.getByRole('dialog', { name: `Down ${project}?` });
        await again.getByRole('button', { name: 'Down', exact: true }).click();
        await expect(again).toContainText('It is down');
        expect(await running()).toEqual([expect.stringMatching(/./), '']);
      } finally {
        for (const socket of sockets) await compose(socket, 'down', '--timeout', '0').catch(() => undefined);
      }
    });
  }
});
