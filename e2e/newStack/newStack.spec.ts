import { execFile } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../stacks/stacks.fixtures.ts';

const run = promisify(execFile);

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
}

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true });
const folderField = (page: Page) => page.getByRole('combobox', { name: 'Folder' });
const create = (page: Page) => page.getByRole('button', { name: 'Create and edit' }).click();

test('docker run lines become a stack, seen before it is written, and open in the editor', async ({
  gantry,
  made,
  folders,
}) => {
  const { page, stacks } = gantry;
  const root = await folders.root();
  const name = made.name('lines');
  await gantry.goTo('Stacks');
  await page.getByRole('button', { name: 'New stack' }).first().click();
  await page.getByRole('tab', { name: 'docker run lines' }).click();
  await page
    .getByRole('textbox', { name: 'docker run lines' })
    .fill(
      'docker run -d -P --name db -e DB_PASSWORD=hunter2 busybox\ndocker run -d --name web --link db:store busybox',
    );
  const notes = page.getByRole('list', { name: 'What was made of it' });
  await expect(notes).toContainText('db: No key publishes all exposed ports');
  await expect(page.getByRole('figure', { name: 'compose.yaml' })).toContainText('${DB_DB_PASSWORD}');
  const env = page.getByRole('figure', { name: '.env' });
  await expect(env).not.toContainText('hunter2');
  await env.getByRole('button', { name: 'Show the values' }).click();
  await expect(env).toContainText('hunter2');
  await nameField(page).fill(name);
  await folderField(page).fill(path.join(root, name));
  await page.keyboard.press('Escape');
  await create(page);
  await expect(page).toHaveURL(/\/edit/);
  await expect(gantry.main).toContainText('depends_on');
  expect(await readFile(path.join(root, name, 'compose.yaml'), 'utf8')).toContain('depends_on');
  expect((await stat(path.join(root, name, '.env'))).mode & 0o777).toBe(0o600);
  await gantry.goTo('Stacks');
  await stacks.shows(name, 'Not created');
});

test('a template is found by its words, says that a port is taken, and is written with made-up passwords [S36]', async ({
  gantry,
  made,
  folders,
}) => {
  const { page } = gantry;
  const root = await folders.root();
  const name = made.name('wp');
  // Some port that somebody has: this test's own app answers on one.
  const taken = new URL(page.url()).port;
  await gantry.command('Search for images');
  await page.getByRole('textbox', { name: 'Search for images' }).fill('wordpress');
  await page.getByRole('button', { name: 'Use the stack template WordPress' }).click();
  await page.getByRole('textbox', { name: 'Port of the website' }).fill(taken);
  await expect(gantry.main).toContainText(`${taken} is taken by`);
  await page.getByRole('button', { name: /^Use \d+$/ }).click();
  await expect(gantry.main).not.toContainText('is taken by');
  await nameField(page).fill(name);
  await folderField(page).fill(path.join(root, name));
  await page.keyboard.press('Escape');
  await create(page);
  await expect(page).toHaveURL(/\/edit/);
  const env = await readFile(path.join(root, name, '.env'), 'utf8');
  expect(env).toMatch(/^DB_PASSWORD=[A-Za-z0-9]{32}$/m);
  expect(env).not.toContain(`HTTP_PORT=${taken}\n`);
});

test('a Git repository is cloned, and a stack in it is used', async ({ gantry, made, folders }) => {
  const { page, stacks } = gantry;
  const root = await folders.root();
  const name = made.name('repo');
  const origin = path.join(root, 'origin', name);
  await mkdir(origin, { recursive: true });
  await writeFile(path.join(origin, 'compose.yaml'), 'services:\n  web:\n    image: busybox\n');
  for (const words of [['init'], ['add', '.'], ['commit', '--message', 'one']]) {
    await run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { cwd: origin });
  }
  await gantry.command('New stack from a Git repository');
  await page.getByRole('textbox', { name: 'Address' }).fill('ext::sh -c id');
  await folderField(page).fill(path.join(root, name));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clone' }).click();
  await expect(gantry.main.getByRole('alert')).toContainText('no address of a Git repository');
  await page.getByRole('textbox', { name: 'Address' }).fill(`file://${origin}`);
  await page.getByRole('button', { name: 'Clone' }).click();
  await page.getByRole('button', { name: `Use ${name}` }).click();
  await expect(gantry.main).toContainText('busybox');
  await gantry.goTo('Stacks');
  await stacks.shows(name, 'Not created');
});

for (const theme of ['Light', 'Dark'] as const) {
  test(`in the ${theme.toLowerCase()} theme axe finds nothing serious where a stack begins`, async ({
    gantry,
  }, info) => {
    test.slow();
    const { page } = gantry;
    await gantry.goTo('Settings');
    await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    const isClean = async (what: string) => {
      await page.waitForTimeout(250); // what fades in has its colours then
      await page.screenshot({ path: info.outputPath(`${what}.png`) });
      expect(await findings(page), what).toEqual([]);
    };
    await gantry.command('New stack from a template');
    await expect(page.getByRole('list', { name: 'Templates' }).getByRole('button')).not.toHaveCount(0);
    await isClean('templates');
    await page.getByRole('button', { name: 'Sources…' }).click();
    await isClean('sources');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Monitoring/ }).click();
    await expect(page.getByRole('textbox', { name: 'Port of Grafana' })).toBeVisible();
    await isClean('template');
    for (const tab of ['Empty', 'docker run lines', 'Containers', 'Compose file', 'Git repository']) {
      await page.getByRole('tab', { name: tab }).click();
      if (tab === 'docker run lines') {
        await page
          .getByRole('textbox', { name: tab })
          .fill('docker run -P --name db -e A_TOKEN=x -v data:/data busybox');
        await expect(page.getByRole('figure', { name: '.env' })).toBeVisible();
      }
      await isClean(tab.replaceAll(' ', ''));
    }
  });
}
