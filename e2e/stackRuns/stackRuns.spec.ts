import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { TerminalView } from '../pages/terminal.ts';
import { expect, service, test } from '../stacks/stacks.fixtures.ts';

async function findings(page: Page): Promise<readonly string[]> {
  await page.waitForTimeout(250); // what fades in has its colours then
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
}

for (const theme of ['Light', 'Dark'] as const) {
  test(`a stack is brought up as planned, scaled, changed and taken down, in the ${theme.toLowerCase()} theme`, async ({
    gantry,
    made,
    folders,
  }, info) => {
    test.slow();
    const { page, stacks } = gantry;
    const root = await folders.root();
    const name = made.name('shop');
    const text = `services:\n${service('web', 'ports: ["39190:80"]', 'depends_on: [db]')}${service('db', 'volumes: [data:/data]')}volumes:\n  data: {}\n`;
    const folder = await folders.folder(root, name, { 'compose.yaml': text });
    const isClean = async (what: string) => {
      await page.screenshot({ path: info.outputPath(`${what}.png`) });
      expect(await findings(page)).toEqual([]);
    };
    await folders.compose(folder, 'create');
    await gantry.goTo('Settings');
    await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    await gantry.goTo('Stacks');
    await stacks.open(name);

    await stacks
      .detail(name)
      .getByRole('button', { name: `Up ${name}…` })
      .click();
    const up = gantry.dialog(`Up ${name}`);
    await expect(up.getByRole('list', { name: 'What happens' })).toContainText(`${name}-web-1is started`);
    await expect(up).toContainText('up --detach');
    await isClean('plan');
    await up.getByRole('button', { name: 'Up', exact: true }).click();
    await expect(up).toContainText('It is up');
    await isClean('up');
    await up.getByRole('button', { name: 'Close' }).click();
    await stacks.shows(name, 'Running');

    await stacks.choose(name, 'Scale…');
    const scale = gantry.dialog(`Scale ${name}`);
    await scale.getByRole('combobox', { name: 'Service' }).selectOption('web');
    await scale.getByRole('textbox', { name: 'Containers' }).fill('2');
    await scale.getByRole('button', { name: 'Scale', exact: true }).click();
    await expect(scale.getByRole('alert')).toContainText('only one container can have that');
    await scale.getByRole('button', { name: 'Cancel' }).click();

    await writeFile(path.join(folder, 'compose.yaml'), text.replace('exec sleep 1000', 'exec sleep 2000'));
    const drift = stacks.detail(name).getByRole('region', { name: 'Differences from the file' });
    await expect(drift).toContainText('command');
    await expect(drift).toContainText('sleep 2000');
    await isClean('drift');
    await drift.getByRole('button', { name: 'See what up would do…' }).click();
    await expect(up.getByRole('list', { name: 'What happens' })).toContainText(`${name}-web-1is made anew`);
    await up.getByRole('button', { name: 'Up', exact: true }).click();
    await expect(up).toContainText('It is up');
    await up.getByRole('button', { name: 'Close' }).click();
    await expect(drift).toHaveCount(0);

    await stacks
      .detail(name)
      .getByRole('button', { name: `Down ${name}…` })
      .click();
    const down = gantry.dialog(`Down ${name}?`);
    await expect(down.getByRole('list', { name: 'What goes' })).toContainText(`network ${name}_default`);
    await expect(down.getByRole('list', { name: 'What goes' })).not.toContainText(`${name}_data`);
    await down.getByRole('checkbox', { name: 'Volumes too' }).check();
    await expect(down.getByRole('list', { name: 'What goes' })).toContainText(`volume ${name}_data`);
    await isClean('down');
    await down.getByRole('button', { name: 'Down', exact: true }).click();
    await expect(down).toContainText('It is down');
    await down.getByRole('button', { name: 'Close' }).click();
  });
}

test('a terminal is opened in the second of two containers of a service', async ({ gantry, made, folders }, info) => {
  test.slow();
  const { page, stacks } = gantry;
  const name = made.name('shop');
  const text = `services:\n${service('web', 'scale: 2')}${service('db')}`;
  const folder = await folders.folder(await folders.root(), name, { 'compose.yaml': text });
  await folders.compose(folder, 'up', '--detach');
  await gantry.goTo('Stacks');
  await stacks.open(name);
  await stacks.service(name, 'web').getByRole('button', { name: 'All that Compose does with web' }).click();
  await page.getByRole('menuitem', { name: /^Terminal in a container/ }).click();
  const dialog = gantry.dialog('Terminal in a container of web');
  await expect(dialog).toContainText(`exec --index 1 web sh`);
  await dialog.getByRole('combobox', { name: 'Container' }).selectOption('web 2');
  await dialog.getByRole('textbox', { name: 'User' }).fill('1000');
  await expect(dialog).toContainText('exec --user 1000 --index 2 web sh');
  await dialog.getByRole('checkbox', { name: 'Its main process instead of a shell' }).check();
  await expect(dialog).toContainText('attach --index 2 web');
  await dialog.getByRole('checkbox', { name: 'Its main process instead of a shell' }).uncheck();
  await page.screenshot({ path: info.outputPath('exec.png') });
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { name: `${name}-web-2` })).toBeVisible();
  const terminal = new TerminalView(page);
  await terminal.isReady();
  await page.screenshot({ path: info.outputPath('terminal.png') });
  expect(await terminal.answer('id -u; hostname')).toBe(
    `1000\n${(await folders.compose(folder, 'exec', '--no-TTY', '--index', '2', 'web', 'hostname')).trim()}`,
  );
});

test('files are copied into all containers of a service, and out of one of them', async ({
  gantry,
  made,
  folders,
}, info) => {
  test.slow();
  const { page, stacks } = gantry;
  const name = made.name('shop');
  const text = `services:\n${service('web', 'scale: 2')}${service('db')}`;
  const folder = await folders.folder(await folders.root(), name, { 'compose.yaml': text, 'hello.txt': 'hello\n' });
  await folders.compose(folder, 'up', '--detach');
  await gantry.goTo('Stacks');
  await stacks.open(name);
  await stacks.service(name, 'web').getByRole('button', { name: 'All that Compose does with web' }).click();
  await page.getByRole('menuitem', { name: /^Copy files/ }).click();
  const dialog = gantry.dialog(`Copy files of ${name}`);
  await expect(dialog.getByRole('combobox', { name: 'Service' })).toHaveValue('web');
  await expect(dialog.getByRole('button', { name: 'Copy', exact: true })).toBeDisabled();
  const here = dialog.getByRole('textbox', { name: 'Path on this computer' });
  const inside = dialog.getByRole('textbox', { name: 'Path in the container' });
  await here.fill(path.join(folder, 'hello.txt'));
  await inside.fill('/tmp/');
  await expect(dialog).toContainText(`cp ${path.join(folder, 'hello.txt')} web:/tmp/`);
  await page.screenshot({ path: info.outputPath('copy.png') });
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeVisible();
  const inContainer = (index: string, ...words: string[]) =>
    folders.compose(folder, 'exec', '--no-TTY', '--index', index, 'web', ...words);
  for (const index of ['1', '2']) expect(await inContainer(index, 'cat', '/tmp/hello.txt')).toBe('hello\n');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await inContainer('2', 'sh', '-c', 'hostname > /tmp/who.txt');
  await stacks.service(name, 'web').getByRole('button', { name: 'All that Compose does with web' }).click();
  await page.getByRole('menuitem', { name: /^Copy files/ }).click();
  await dialog.getByText('Out of the container').click();
  await dialog.getByRole('combobox', { name: 'Container' }).selectOption('2');
  await inside.fill('/tmp/who.txt');
  await here.fill(path.join(folder, 'who.txt'));
  await expect(dialog).toContainText(`cp --index 2 web:/tmp/who.txt ${path.join(folder, 'who.txt')}`);
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeVisible();
  expect(await readFile(path.join(folder, 'who.txt'), 'utf8')).toBe(await inContainer('2', 'hostname'));
  await dialog.getByRole('button', { name: 'Close' }).click();

  // What is not there is told in the dialog.
  await stacks.service(name, 'web').getByRole('button', { name: 'All that Compose does with web' }).click();
  await page.getByRole('menuitem', { name: /^Copy files/ }).click();
  await here.fill(path.join(folder, 'nothing.txt'));
  await inside.fill('/tmp/');
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('nothing.txt');
});

test('the palette brings a stack up, shows its logs and takes it down, from any page', async ({
  gantry,
  made,
  folders,
}) => {
  test.slow();
  const { stacks } = gantry;
  const name = made.name('shop');
  const folder = await folders.folder(await folders.root(), name, { 'compose.yaml': `services:\n${service('web')}` });
  await folders.compose(folder, 'create');
  await gantry.goTo('Containers');
  await gantry.command(`Up ${name}`);
  const up = gantry.dialog(`Up ${name}`);
  await up.getByRole('button', { name: 'Up', exact: true }).click();
  await expect(up).toContainText('It is up');
  await up.getByRole('button', { name: 'Close' }).click();
  await gantry.command(`Logs ${name}`);
  await expect(stacks.detail(name).getByRole('tabpanel', { name: 'Logs' })).toContainText('hello from web');
  await gantry.goTo('Images');
  await gantry.command(`Down ${name}`);
  const down = gantry.dialog(`Down ${name}?`);
  await down.getByRole('button', { name: 'Down', exact: true }).click();
  await expect(down).toContainText('It is down');
  await down.getByRole('button', { name: 'Close' }).click();
});
