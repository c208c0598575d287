import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './folder.fixtures.ts';

const fileIn = (folder: string) => path.join(folder, 'Dockerfile');

test('a Dockerfile is mended by the keyboard alone, saved, and checked by BuildKit', async ({
  editor,
  folder,
  gantry,
}) => {
  await writeFile(
    fileIn(folder),
    'FROM busybox:latest\nMAINTAINER Ann\nENV GREETING hello there\nCMD ["echo", "$GREETING"]\n',
  );
  await editor.open(folder);
  await expect(editor.problem('MAINTAINER is deprecated')).toContainText('Line 2');
  await editor.goTo(2);
  await editor.text.press('ControlOrMeta+.');
  await expect(gantry.page.getByRole('menuitem', { name: 'Use a label' })).toBeVisible();
  await gantry.page.keyboard.press('ArrowDown');
  await gantry.page.keyboard.press('Enter');
  await expect(editor.text).toContainText('LABEL org.opencontainers.image.authors="Ann"');
  await expect(editor.text).toBeFocused();

  await editor.problem('Write ENV GREETING=…').getByRole('button', { name: 'Write it with =' }).click();
  await expect(editor.text).toContainText('ENV GREETING="hello there"');
  await editor.problem('reaches the program as it stands').getByRole('button', { name: 'Call a shell' }).click();
  await expect(editor.text).toContainText('CMD ["sh", "-c", "exec echo $GREETING"]');

  await editor.text.press('ControlOrMeta+s');
  await expect(gantry.main.getByText('Saved', { exact: true })).toBeVisible();
  await expect(gantry.main.getByText(/^BuildKit’s checks found nothing in/)).toBeVisible();
  expect(await readFile(fileIn(folder), 'utf8')).toBe(
    'FROM busybox:latest\nLABEL org.opencontainers.image.authors="Ann"\nENV GREETING="hello there"\nCMD ["sh", "-c", "exec echo $GREETING"]\n',
  );
});

test('a syntax error is shown at its line, and what only BuildKit finds beside our own', async ({
  editor,
  folder,
  gantry,
}) => {
  await writeFile(fileIn(folder), 'FROM busybox:1 AS base\nFOO bar\n');
  await editor.open(folder);
  await expect(editor.problem('Unknown instruction: FOO')).toContainText('Line 2');
  await editor.goTo(2);
  await editor.text.press('Shift+Home');
  await editor.text.pressSequentially('RUN echo $NOWHERE > /x');
  await expect(editor.problem('Unknown instruction')).toHaveCount(0);
  await editor.text.press('ControlOrMeta+a');
  await editor.text.press('Delete');
  await gantry.page.keyboard.insertText('FROM busybox AS Base\nCOPY $NOWHERE /x\n');
  await editor.button('Check').click();
  await expect(editor.problem(/stage name/i).first()).toContainText('BuildKit');
  await expect(editor.problem(/NOWHERE/)).toContainText('Line 2');
});

test('completion proposes instructions and explains them; Escape leaves the text as it was', async ({
  editor,
  folder,
  gantry,
}) => {
  await writeFile(fileIn(folder), 'FROM busybox:1\n');
  await editor.open(folder);
  await editor.goTo(2);
  await editor.text.pressSequentially('HEALTH');
  const options = gantry.page.getByRole('listbox', { name: 'Completions' });
  await expect(options.getByRole('option').first()).toContainText('HEALTHCHECK');
  await expect(gantry.page.getByText('Define how Docker should test the container')).toBeVisible();
  await gantry.page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await editor.goTo(1);
  await editor.text.press('F1');
  await expect(gantry.page.getByRole('status').filter({ hasText: 'to use for subsequent instructions' })).toBeVisible();
  await editor.text.press('Escape');
  await editor.text.press('ControlOrMeta+f');
  await expect(gantry.page.getByRole('textbox', { name: 'Find' })).toBeFocused();
  await gantry.page.keyboard.press('Escape');
});

test('what is not saved is still there after a look elsewhere, and a change on the disk is not overwritten unasked', async ({
  editor,
  folder,
  gantry,
}) => {
  await writeFile(fileIn(folder), 'FROM busybox:1\n');
  await editor.open(folder);
  await editor.goTo(2);
  await editor.text.pressSequentially('USER 1000');
  await expect(gantry.main.getByText('Not saved', { exact: true })).toBeVisible();
  await gantry.goTo('Engine');
  await editor.open(folder);
  await expect(editor.text).toContainText('USER 1000');

  await writeFile(fileIn(folder), 'FROM busybox:2\n');
  await editor.button('Save').click();
  const conflict = gantry.page.getByRole('alert').filter({ hasText: 'was changed by another program' });
  await expect(conflict).toBeVisible();
  expect(await readFile(fileIn(folder), 'utf8')).toBe('FROM busybox:2\n');
  await conflict.getByRole('button', { name: 'Take what is on the disk' }).click();
  await expect(editor.text).toContainText('busybox:2');
  await expect(gantry.main.getByText('Saved', { exact: true })).toBeVisible();
});

test('a folder without a Dockerfile gets one from a template that fits, and a .dockerignore [AC-36]', async ({
  editor,
  folder,
  gantry,
}) => {
  await writeFile(path.join(folder, 'package.json'), '{}');
  await editor.open(folder);
  const templates = gantry.page.getByRole('list', { name: 'Templates' });
  await expect(templates.getByRole('listitem').first()).toContainText('fits this folder');
  await templates.getByRole('button', { name: /^Node\.js/ }).click();
  await expect(editor.text).toContainText('npm ci --omit=dev');
  await editor.problem('There is no .dockerignore').getByRole('button', { name: 'Create .dockerignore' }).click();
  const dialog = gantry.dialog('Create .dockerignore');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(gantry.notice('Created .dockerignore')).toBeVisible();
  const ignored = (await readFile(path.join(folder, '.dockerignore'), 'utf8')).split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.git', '*.tmp', 'node_modules']));
  await expect(editor.problem('There is no .dockerignore')).toHaveCount(0);
  await editor.button('Build…').click(); // saves it first
  await expect(gantry.page.getByRole('dialog').getByRole('combobox', { name: 'Folder' })).toHaveValue(folder);
  await expect.poll(() => readFile(fileIn(folder), 'utf8').catch(() => '')).toContain('CMD ["node", "server.js"]');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the editor in the ${theme} theme`, async ({ editor, folder, gantry }) => {
    await gantry.page.emulateMedia({ colorScheme: theme });
    await writeFile(
      fileIn(folder),
      '# syntax=a/b\nFROM ubuntu:16.04\nMAINTAINER me\nENV A="b $C" \nEXPOSE [80]\nRUN <<E\nx\nE\nLABEL version=1\n# why\nFOO\n',
    );
    await editor.open(folder);
    await expect(editor.problem('MAINTAINER')).toBeVisible();
    await editor.goTo(3);
    const { violations } = await new AxeBuilder({ page: gantry.page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual(
      [],
    );
  });
}
