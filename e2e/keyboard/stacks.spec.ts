import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Keys } from '../pages/keys.ts';
import { expect, service, test } from '../stacks/stacks.fixtures.ts';
import { ContextFolder } from '../support/contextFolder.ts';

test('a stack is begun, written, seen as a form and a picture, brought up and down with the keyboard alone', async ({
  gantry,
  made,
  folders,
}) => {
  test.slow();
  const { page, stacks } = gantry;
  const keys = new Keys(page);
  const root = await folders.root();
  const name = made.name('keys');
  const folder = await folders.folder(root, name, {});
  await test.step('begin', async () => {
    await keys.command('New stack from docker run lines');
    await keys.fill('docker run lines', 'docker run --name web busybox sleep 1000');
    await keys.fill('Name', name);
    await keys.tabTo('combobox', 'Folder');
    await keys.type(folder);
    await keys.press('Tab');
    await keys.enter('button', 'Create and edit');
    await expect(page).toHaveURL(/\/edit/);
  });
  await test.step('text', async () => {
    await keys.tabTo('textbox', 'Compose file');
    await keys.type(`services:\n`);
    await page.keyboard.insertText(service('web'));
    await keys.press('ControlOrMeta+s');
    await expect(gantry.main.getByText('Saved', { exact: true })).toBeVisible();
    expect(await readFile(path.join(folder, 'compose.yaml'), 'utf8')).toContain('stop_grace_period: 0s');
    await keys.press('Escape'); // Tab leads out of the text then
  });
  await test.step('form', async () => {
    await keys.tabBackTo('tab', /^(Text|Form|Picture)$/);
    await keys.arrowTo('tab', 'Form', 'ArrowRight');
    await keys.press('Enter');
    await keys.tabTo('textbox', 'image');
    await keys.type('busybox');
    await keys.press('Enter', 'ControlOrMeta+s');
    await expect.poll(() => readFile(path.join(folder, 'compose.yaml'), 'utf8')).toContain('image: busybox\n');
  });
  await test.step('picture', async () => {
    await keys.tabBackTo('tab', 'Form');
    await keys.arrowTo('tab', 'Picture', 'ArrowRight');
    await keys.press('Enter');
    const board = page.getByRole('application', { name: 'Picture of the Compose file' });
    await expect(board).toBeVisible();
    await keys.tabTo('application', 'Picture of the Compose file');
    await keys.press('ArrowRight');
    await expect(page.getByRole('complementary', { name: 'web', exact: true })).toBeVisible();
  });
  await test.step('up and down', async () => {
    await keys.press('g', 's');
    await stacks.shows(name, 'Not created');
    await keys.toRow(name);
    await keys.press('u');
    const up = gantry.dialog(`Up ${name}`);
    await expect(up.getByRole('list', { name: 'What happens' })).toBeVisible();
    await keys.enter('button', 'Up', up);
    await expect(up).toContainText('It is up');
    await keys.enter('button', 'Close', up);
    await stacks.shows(name, 'Running');
    await keys.press('d');
    const down = gantry.dialog(`Down ${name}?`);
    await expect(down.getByRole('list', { name: 'What goes' })).toBeVisible();
    await keys.enter('button', 'Down', down);
    await expect(down).toContainText('It is down');
    await keys.enter('button', 'Close', down);
    await stacks.shows(name, 'Not created');
  });
});

test('an image is built from a folder, its steps read, with the keyboard alone', async ({ gantry, made }) => {
  const word = `said-${Date.now()}`;
  const folder = await ContextFolder.make({ Dockerfile: `FROM busybox\nRUN echo ${word}\n` });
  const image = made.image('keys');
  const { page, builds } = gantry;
  const keys = new Keys(page);
  try {
    await keys.press('g', 'b');
    await expect(page.getByRole('heading', { level: 1, name: 'Builds' })).toBeVisible();
    await keys.press('b');
    await expect(builds.folderField).toBeFocused();
    await page.keyboard.type(folder.path);
    await expect(builds.size).toContainText('would be sent;');
    await keys.fill('Names', image, builds.drawer);
    await keys.press('ControlOrMeta+Enter');
    await builds.ends('Done');
    await keys.tabTo('tab', 'Steps');
    await keys.tabTo('button', /^RUN echo/);
    await keys.press('Enter');
    await expect(builds.step(/^RUN echo/)).toHaveAttribute('aria-pressed', 'true');
    await keys.tabBackTo('tab', 'Steps');
    await keys.arrowTo('tab', 'Log', 'ArrowRight');
    await expect(builds.detail.getByRole('log')).toContainText(word);
  } finally {
    await folder.remove();
  }
});
