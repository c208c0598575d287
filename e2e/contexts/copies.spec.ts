import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { ListPage } from '../pages/listPage.ts';
import { startTwoEngines, type TwoEngines } from '../support/twoEngines.ts';

const run = promisify(execFile);

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('; ')}`);
}

test.describe('from one engine to another @browser', () => {
  test.slow();
  test.describe.configure({ mode: 'serial' });

  let engines: TwoEngines;
  let root: string;
  const prefix = `copied-${process.pid}`;
  const big = `${prefix}-big:1`;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    engines = await startTwoEngines();
    root = await realpath(await mkdtemp(join(tmpdir(), 'gantry-e2e-copies-')));
    await image(big, 400);
  });
  test.afterAll(async () => {
    for (const on of [engines?.onFirst, engines?.onSecond]) {
      await on?.('image', 'rm', '--force', big).catch(() => undefined);
    }
    await engines?.stop();
    await rm(root, { recursive: true, force: true });
  });

  /** An image that no other test has. */
  async function image(reference: string, megabytes = 1): Promise<void> {
    const { onFirst } = engines;
    const script = `head -c ${megabytes}000000 /dev/urandom > /blob; echo ${reference} > /which`;
    const id = await onFirst('run', '--detach', '--label', TEST_LABEL, 'busybox', 'sh', '-c', script);
    await onFirst('wait', id);
    await onFirst('commit', '--change', 'CMD ["cat","/which"]', id, reference);
    await onFirst('rm', id);
  }

  async function openAt(page: Page, title: 'Images' | 'Volumes' | 'Stacks'): Promise<ListPage> {
    await page.goto(engines.app.url);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: title }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    return new ListPage(page, { title, one: title.slice(0, -1) });
  }

  async function chooseTwo(page: Page, dialog: Locator, field: string): Promise<void> {
    await dialog.getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: /^two · / }).click();
  }

  const jobRow = (page: Page, title: string) =>
    page.getByRole('dialog', { name: 'Jobs' }).getByRole('listitem').filter({ hasText: title }).first();
  const tagsOnSecond = () => engines.onSecond('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}');

  for (const theme of ['light', 'dark'] as const) {
    test(`an image goes over, and what is there already is said before (${theme})`, async ({ page }) => {
      const reference = `${prefix}-${theme}:1`;
      await image(reference, 3);
      try {
        await page.emulateMedia({ colorScheme: theme });
        const list = await openAt(page, 'Images');
        await list.choose(reference, 'Copy to another engine…');
        const dialog = page.getByRole('dialog', { name: `Copy ${reference} to another engine` });
        await chooseTwo(page, dialog, 'To the context');
        const submit = dialog.getByRole('button', { name: /^Copy [\d.]+ MB$/ });
        await expect(submit).toBeEnabled();
        await expect(dialog).toContainText(
          `docker --context one image save ${reference} | docker --context two image load`,
        );
        expect(await findings(page)).toEqual([]);
        await submit.click();
        await expect(jobRow(page, `Copy ${reference} to two`)).toContainText('It is on two');
        await expect(jobRow(page, `Copy ${reference} to two`)).toContainText('on two');
        expect(await engines.onSecond('run', '--rm', '--label', TEST_LABEL, reference)).toBe(reference);

        await page.keyboard.press('Escape');
        await list.choose(reference, 'Copy to another engine…');
        await chooseTwo(page, dialog, 'To the context');
        await expect(dialog).toContainText('two has this very image already.');
        await expect(dialog.getByRole('button', { name: 'Copy', exact: true })).toBeDisabled();
        // The engine that nobody answers for says why, and the dialog stays.
        await dialog.getByRole('combobox', { name: 'To the context' }).click();
        await page.getByRole('option', { name: /^gone · / }).click();
        await expect(dialog.getByRole('alert')).toContainText('nobody.sock');
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(dialog).toHaveCount(0);
      } finally {
        await engines.onFirst('image', 'rm', '--force', reference).catch(() => undefined);
        await engines.onSecond('image', 'rm', '--force', reference).catch(() => undefined);
      }
    });
  }

  test('a copy shows how far it is, and is cancelled in the middle: nothing of it is there', async ({ page }) => {
    const list = await openAt(page, 'Images');
    await list.choose(big, 'Copy to another engine…');
    const dialog = page.getByRole('dialog', { name: /^Copy / });
    await chooseTwo(page, dialog, 'To the context');
    await dialog.getByRole('button', { name: /^Copy \d+ MB$/ }).click();
    const title = `Copy ${big} to two`;
    const row = jobRow(page, title);
    await expect(row.getByRole('progressbar')).toHaveAttribute('value', /^0\.\d*[1-9]/);
    await row.getByRole('button', { name: `Cancel: ${title}` }).click();
    await expect(row).toContainText(`Cancelled. two has nothing of ${big}.`);
    expect(await tagsOnSecond()).not.toContain(big);
  });

  test('an engine that is killed in the middle is named, and the copy is whole when it is tried again', async ({
    page,
  }) => {
    const list = await openAt(page, 'Images');
    await list.choose(big, 'Copy to another engine…');
    const dialog = page.getByRole('dialog', { name: /^Copy / });
    await chooseTwo(page, dialog, 'To the context');
    await dialog.getByRole('button', { name: /^Copy \d+ MB$/ }).click();
    const row = jobRow(page, `Copy ${big} to two`);
    await expect(row.getByRole('progressbar')).toHaveAttribute('value', /^0\.\d*[1-9]/);
    engines.killSecond();
    await expect(row.getByRole('alert')).toContainText(/two/);
    expect(await findings(page)).toEqual([]);
    await expect.poll(() => tagsOnSecond().catch(() => 'down'), { timeout: 60_000 }).not.toContain('down');
    expect(await tagsOnSecond()).not.toContain(big);
    await row.getByRole('button', { name: 'Try again' }).click();
    await expect(jobRow(page, `Copy ${big} to two`)).toContainText('It is on two', { timeout: 60_000 });
    expect(await engines.onSecond('run', '--rm', '--label', TEST_LABEL, big)).toBe(big);
  });

  test('a volume goes over with what is in it, and is opened there', async ({ page }) => {
    const volume = `${prefix}-data`;
    const { onFirst, onSecond } = engines;
    await onFirst('volume', 'create', '--label', TEST_LABEL, volume);
    try {
      const script = 'echo kept > /v/file; chown 5:6 /v/file';
      await onFirst('run', '--rm', '--label', TEST_LABEL, '-v', `${volume}:/v`, 'busybox', 'sh', '-c', script);
      const list = await openAt(page, 'Volumes');
      await list.choose(volume, 'Copy to another engine…');
      const dialog = page.getByRole('dialog', { name: `Copy to another engine: ${volume}` });
      await chooseTwo(page, dialog, 'To the engine');
      expect(await findings(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
      const row = page.getByRole('dialog', { name: 'Jobs' }).getByRole('listitem').filter({ hasText: volume }).first();
      await row.getByRole('link', { name: 'Open the volume' }).click();
      await expect(page.getByRole('button', { name: 'Context two, connected' })).toBeVisible();
      await expect(page.getByRole('region', { name: `Volume ${volume}` })).toBeVisible();
      const look = ['run', '--rm', '--label', TEST_LABEL, '-v', `${volume}:/v`, 'busybox', 'sh', '-c'];
      expect(await onSecond(...look, 'cat /v/file; stat -c %u:%g /v/file')).toBe('kept\n5:6');
    } finally {
      await page.evaluate(() => (location.hash = '#/on/one/volumes'));
      await expect(page.getByRole('button', { name: 'Context one, connected' })).toBeVisible();
      await onFirst('volume', 'rm', '--force', volume).catch(() => undefined);
      await onSecond('volume', 'rm', '--force', volume).catch(() => undefined);
    }
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`a stack goes over; what is in the way is said before, and what came whole when it fails half-way (${theme})`, async ({
      page,
    }) => {
      const { onFirst, onSecond } = engines;
      const project = `${prefix}-${theme}-shop`;
      const reference = `${project}:1`;
      const folder = join(root, project);
      const compose = async (...args: string[]) => {
        const env = { PATH: process.env['PATH'], DOCKER_HOST: `unix://${testEngine().socketPath}` };
        await run(process.env['GANTRY_TEST_COMPOSE'] ?? '', args, { cwd: folder, env });
      };
      await image(reference);
      await mkdir(folder);
      await writeFile(
        join(folder, 'compose.yaml'),
        [
          'services:',
          '  db:',
          `    image: ${reference}`,
          '    command: sleep 9999',
          '    stop_grace_period: 0s',
          `    container_name: ${project}-box`,
          `    labels: { ${TEST_LABEL}: "" }`,
          '    volumes: ["data:/data"]',
          'volumes:',
          `  data: { labels: { ${TEST_LABEL}: "" } }`,
          'networks:',
          `  default: { labels: { ${TEST_LABEL}: "" } }`,
          '',
        ].join('\n'),
      );
      const volume = `${project}_data`;
      try {
        await compose('up', '--detach');
        await compose('exec', 'db', 'sh', '-c', 'echo kept > /data/file');
        await compose('stop');
        // The other engine has a container of that name.
        await onSecond(
          'run',
          '--detach',
          '--label',
          TEST_LABEL,
          '--name',
          `${project}-box`,
          'busybox',
          'sleep',
          '9999',
        );
        await page.emulateMedia({ colorScheme: theme });
        const list = await openAt(page, 'Stacks');
        await list.choose(project, 'Copy to another engine…');
        const dialog = page.getByRole('dialog', { name: `Copy ${project} to another engine` });
        await chooseTwo(page, dialog, 'To the context');
        const different = dialog.getByRole('list', { name: 'What is different on two' });
        await expect(different).toContainText(`A container on two is called ${project}-box.`);
        await expect(dialog.getByRole('button', { name: /bring it up/ })).toBeDisabled();
        await expect(dialog.getByRole('checkbox', { name: reference })).toBeChecked();
        await expect(dialog.getByRole('checkbox', { name: volume })).toBeChecked();
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await onSecond('rm', '--force', `${project}-box`);

        // It cannot start: all that comes before has come whole, and stays.
        const file = join(folder, 'compose.yaml');
        const text = await readFile(file, 'utf8');
        await writeFile(file, text.replace('command: sleep 9999', 'command: /no/such/program'));
        await list.choose(project, 'Copy to another engine…');
        await chooseTwo(page, dialog, 'To the context');
        const submit = dialog.getByRole('button', { name: /^Copy .* and bring it up$/ });
        await expect(submit).toBeEnabled();
        await expect(dialog).toContainText('docker --context two compose');
        await submit.click();
        const row = jobRow(page, `Copy ${project} to two`);
        await expect(row.getByRole('alert')).toContainText(`What came whole stays there: ${reference}, ${volume}.`, {
          timeout: 60_000,
        });
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await writeFile(file, text);
        await onSecond('rm', '--force', `${project}-box`);

        // What is there already is left alone, and the rest is brought up.
        await list.choose(project, 'Copy to another engine…');
        await chooseTwo(page, dialog, 'To the context');
        await expect(dialog.getByRole('checkbox', { name: volume })).toBeDisabled();
        await expect(dialog).toContainText('is on two already, and stays as it is');
        await dialog.getByRole('button', { name: 'Bring it up there' }).click();
        const again = jobRow(page, `Copy ${project} to two`);
        await expect(again).toContainText(`${project} is up on two`, { timeout: 60_000 });
        expect(await onSecond('exec', `${project}-box`, 'cat', '/data/file')).toBe('kept');
        await again.getByRole('link', { name: 'Open the stack' }).click();
        await expect(page.getByRole('button', { name: 'Context two, connected' })).toBeVisible();
        await expect(page.getByRole('region', { name: `Stack ${project}` })).toBeVisible();
      } finally {
        await page.evaluate(() => (location.hash = '#/on/one/stacks'));
        await expect(page.getByRole('button', { name: 'Context one, connected' })).toBeVisible();
        for (const on of [onFirst, onSecond]) {
          await on('rm', '--force', `${project}-box`).catch(() => undefined);
          await on('volume', 'rm', '--force', volume).catch(() => undefined);
          await on('network', 'rm', `${project}_default`).catch(() => undefined);
          await on('image', 'rm', '--force', reference).catch(() => undefined);
        }
      }
    });
  }
});
