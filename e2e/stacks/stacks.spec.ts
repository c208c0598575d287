import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, service, test } from './stacks.fixtures.ts';

test('a stack is found in a folder, followed through its life, and forgotten', async ({ gantry, made, folders }) => {
  test.slow();
  const { page, stacks } = gantry;
  const root = await folders.root();
  const name = made.name('shop');
  const text = `services:\n${service('web', 'depends_on: [db]')}${service('db', 'volumes: [data:/data]')}${service('debug', 'profiles: [tools]')}volumes:\n  data: {}\n`;
  const folder = await folders.folder(root, name, { 'compose.yaml': text });

  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Folders with stacks' }).click();
  const dialog = gantry.dialog('Folders with stacks');
  await dialog.getByRole('combobox', { name: 'Folder' }).fill(path.join(root, 'nowhere'));
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('There is no folder');
  await dialog.getByRole('combobox', { name: 'Folder' }).fill(root);
  await page.keyboard.press('Escape'); // what the field offers
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('list', { name: 'Folders that are looked through' })).toContainText(`1 stack: ${name}`);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await stacks.shows(name, 'Not created');

  await stacks.open(name);
  await expect(stacks.service(name, 'web')).toContainText('not created');
  await expect(stacks.service(name, 'web')).toContainText('needs db');
  await expect(stacks.service(name, 'debug')).toContainText('off');

  await folders.compose(folder, 'up', '--detach', '--scale', 'web=2');
  await expect(stacks.service(name, 'web')).toContainText('2 running');
  await stacks.shows(name, 'Running');
  await folders.compose(folder, 'stop', 'db');
  await expect(stacks.service(name, 'db')).toContainText('stopped');
  await stacks.shows(name, 'Partly running');

  await expect(await stacks.tab(name, /^Containers/)).toContainText('web-2');
  const logs = await stacks.tab(name, 'Logs');
  await expect(logs).toContainText('hello from web');
  await expect(logs).toContainText('hello from db');
  await expect(await stacks.tab(name, 'Events')).toContainText(`${name}-web-1`);
  await expect(await stacks.tab(name, 'Networks & volumes')).toContainText(`${name}_data`);
  await expect(await stacks.tab(name, 'Inspect')).toContainText('services');

  // Its containers lead to it, and it to them.
  await stacks.tab(name, 'Services');
  await stacks.service(name, 'db').getByRole('link', { name: '1', exact: true }).click();
  await gantry.main.getByRole('link', { name, exact: true }).last().click();
  await expect(stacks.detail(name)).toBeVisible();

  // The files go away and come back; a broken one is told where the services are.
  const file = path.join(folder, 'compose.yaml');
  await rename(file, `${file}.away`);
  await expect(stacks.detail(name).getByRole('note', { name: 'Files' })).toContainText('not on this computer');
  await rename(`${file}.away`, file);
  await expect(stacks.detail(name).getByRole('note', { name: 'Files' })).toHaveCount(0);
  await writeFile(file, 'services:\n  web: [\n');
  await expect(stacks.detail(name).getByRole('alert')).toContainText('yaml');
  await expect(stacks.service(name, 'web')).toContainText('2 running');
  await writeFile(file, text);
  await expect(stacks.detail(name).getByRole('alert')).toHaveCount(0);

  await folders.compose(folder, 'down', '--volumes');
  await stacks.shows(name, 'Not created');
  await stacks.choose(name, 'Forget…');
  const forget = gantry.dialog(`Forget ${name}?`);
  await expect(forget).toContainText('it is in a folder');
  await forget.getByRole('button', { name: 'Forget', exact: true }).click();
  await stacks.shows(name, 'Not created');
  await page.getByRole('button', { name: 'Folders with stacks' }).click();
  await dialog.getByRole('button', { name: `Do not look through ${root} any more` }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await stacks.lacks(name);
});

test('health, ports as links and figures of a stack are there to be seen, also in a narrow window', async ({
  gantry,
  made,
  folders,
}) => {
  const { page, stacks } = gantry;
  const name = made.name('sick');
  const health = 'healthcheck: { test: "false", interval: 200ms, retries: 1 }';
  const text = `services:\n${service('web', 'ports: ["39192:80"]', health)}${service('db')}`;
  const folder = await folders.folder(await folders.root(), name, { 'compose.yaml': text });
  await folders.compose(folder, 'up', '--detach');
  await gantry.goTo('Stacks');
  await stacks.shows(name, 'Unhealthy');
  await stacks.open(name);
  await expect(stacks.service(name, 'web')).toContainText('running, unhealthy');
  await expect(stacks.service(name, 'db')).not.toContainText('unhealthy');
  const port = stacks.service(name, 'web').getByRole('link').filter({ hasText: '39192→80' });
  await expect(port).toHaveAttribute('href', /^http:\/\/[^/]+:39192/);
  await expect(await stacks.tab(name, 'Stats')).toContainText(/CPU[\s\S]*%/);

  await page.setViewportSize({ width: 900, height: 700 });
  await stacks.tab(name, 'Services');
  const all = stacks.service(name, 'web').getByRole('button', { name: 'All that Compose does with web' });
  await expect(all).toBeInViewport({ ratio: 1 });
  await all.click();
  await expect(page.getByRole('menuitem', { name: 'Up…' })).toBeVisible();
  await page.keyboard.press('Escape');
  const events = await stacks.tab(name, 'Events');
  await expect(events.getByRole('button', { name: 'Follow the newest' })).toBeInViewport({ ratio: 1 });
});

test('a profile is switched on, and a file of Fig becomes one of today', async ({ gantry, made, folders }) => {
  const { page, stacks } = gantry;
  const root = await folders.root();
  const [name, old] = [made.name('tools'), made.name('fig')];
  const folder = await folders.folder(root, name, {
    'compose.yaml': `version: "3"\nservices:\n${service('web')}${service('debug', 'profiles: [tools]')}`,
  });
  const figFolder = await folders.folder(root, old, {
    'fig.yml': '# ours\ndb:\n  image: busybox\nweb:\n  image: busybox\n  links: [db]\n',
  });
  await gantry.goTo('Stacks');
  await page.getByRole('button', { name: 'Folders with stacks' }).click();
  const dialog = gantry.dialog('Folders with stacks');
  await dialog.getByRole('combobox', { name: 'Folder' }).fill(root);
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('list', { name: 'Folders that are looked through' })).toContainText('2 stacks');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  await stacks.open(name);
  await stacks.tab(name, 'Files');
  await stacks.detail(name).getByRole('button', { name: 'Remove it…' }).click();
  const fix = gantry.dialog('Remove “version:”');
  await expect(fix).toContainText('− version: "3"');
  await fix.getByRole('button', { name: 'Change the file' }).click();
  await expect(stacks.detail(name).getByRole('note', { name: 'Old syntax' })).toHaveCount(0);
  expect(await readFile(path.join(folder, 'compose.yaml'), 'utf8')).toMatch(/^services:/);

  await stacks.detail(name).getByRole('button', { name: 'Change…' }).click();
  const files = gantry.dialog(`Files of ${name}`);
  await files.getByRole('textbox', { name: 'Compose files' }).fill('nowhere.yaml');
  await files.getByRole('button', { name: 'Save' }).click();
  await expect(files.getByRole('alert')).toContainText('nowhere.yaml');
  await files.getByRole('textbox', { name: 'Compose files' }).fill('compose.yaml');
  await files.getByRole('textbox', { name: 'Profiles' }).fill('tools');
  await files.getByRole('button', { name: 'Save' }).click();
  await expect(stacks.detail(name)).toContainText('tools (on)');
  await expect(stacks.detail(name)).toContainText('you: they win');
  await stacks.detail(name).getByRole('button', { name: 'Forget…' }).click();
  await gantry.dialog(`Forget ${name}?`).getByRole('button', { name: 'Forget', exact: true }).click();
  await expect(stacks.detail(name)).toContainText('tools (off)');

  await stacks.open(old);
  await expect(stacks.detail(old)).toContainText('services at the top level');
  await stacks.detail(old).getByRole('button', { name: 'Convert…' }).click();
  const convert = gantry.dialog('Convert to a Compose file of today');
  await expect(convert).toContainText('DB_PORT_5432_TCP_ADDR');
  await convert.getByRole('button', { name: 'Write the file' }).click();
  await expect(stacks.service(old, 'web')).toContainText('needs db');
  expect(await readFile(path.join(figFolder, 'compose.yaml'), 'utf8')).toMatch(/^# ours\nservices:\n {2}db:/);
  expect(await readFile(path.join(figFolder, 'fig.yml'), 'utf8')).toContain('links: [db]');

  await page.getByRole('button', { name: 'Folders with stacks' }).click();
  await dialog.getByRole('button', { name: `Do not look through ${root} any more` }).click();
});

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
}

for (const theme of ['Light', 'Dark'] as const) {
  test(`in the ${theme.toLowerCase()} theme axe finds nothing serious in stacks`, async ({
    gantry,
    made,
    folders,
  }, info) => {
    test.slow();
    const { page, stacks } = gantry;
    const root = await folders.root();
    const name = made.name('shop');
    const folder = await folders.folder(root, name, {
      'compose.yaml': `version: "3"\nservices:\n${service('web', 'ports: ["8080"]', 'links: ["db:store"]')}${service('db', 'volumes: [data:/data]')}${service('debug', 'profiles: [tools]')}volumes:\n  data: {}\n`,
    });
    await folders.compose(folder, 'up', '--detach', '--scale', 'web=2');
    await gantry.goTo('Settings');
    await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    await gantry.goTo('Stacks');
    await stacks.shows(name, 'Running');
    const isClean = async (what: string) => {
      await page.waitForTimeout(250); // what fades in has its colours then
      await page.screenshot({ path: info.outputPath(`${what}.png`) });
      expect(await findings(page), what).toEqual([]);
    };
    await isClean('list');
    await stacks.open(name);
    await expect(stacks.service(name, 'debug')).toBeVisible();
    await isClean('services');
    for (const tab of [/^Containers/, 'Logs', 'Stats', 'Events', 'Networks & volumes', 'Files', 'Inspect'] as const) {
      await stacks.tab(name, tab);
      await isClean(String(tab).replaceAll(/\W/g, ''));
    }
    await stacks.tab(name, 'Files');
    await stacks.detail(name).getByRole('button', { name: 'Replace…' }).click();
    await expect(page.getByLabel('What is written')).toBeVisible();
    await isClean('replace');
    await page.keyboard.press('Escape');
    await stacks.detail(name).getByRole('button', { name: 'Change…' }).click();
    await expect(gantry.dialog(`Files of ${name}`)).toBeVisible();
    await isClean('change');
    await gantry.dialog(`Files of ${name}`).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Folders with stacks' }).click();
    await isClean('folders');
    await page.keyboard.press('Escape');
  });
}
