import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { service, expect, test } from '../stacks/stacks.fixtures.ts';
import { dropFiles } from '../support/dropFiles.ts';
import { docker, makeImage } from '../support/published.ts';

const ANYWHERE = { x: 700, y: 400 };

test('a Compose file that is dropped becomes a stack, taken as it is @browser', async ({ gantry, made, folders }) => {
  const { page, stacks } = gantry;
  const root = await folders.root();
  const name = made.name('dropped');
  const text = `name: ${name}\nservices:\n${service('web')}`;
  await writeFile(path.join(root, 'compose.yaml'), text);
  await dropFiles(page, [path.join(root, 'compose.yaml')], ANYWHERE);
  await expect(page.getByRole('tab', { name: 'Compose file' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('textbox', { name: 'Its text' })).toHaveValue(text);
  await expect(gantry.main).toContainText('it is taken as it is');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(name);
  const folder = await folders.folder(root, name, {});
  await page.getByRole('combobox', { name: 'Folder' }).fill(folder);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Create and edit' }).click();
  await expect(page).toHaveURL(/\/edit/);
  expect(await readFile(path.join(folder, 'compose.yaml'), 'utf8')).toBe(text);
  await gantry.goTo('Stacks');
  await stacks.shows(name, 'Not created');
});

test('a Dockerfile that is dropped is what a new one begins with @browser', async ({ gantry, folders }) => {
  const { page } = gantry;
  const root = await folders.root();
  await writeFile(path.join(root, 'Dockerfile'), 'FROM busybox\nRUN echo dropped\n');
  await dropFiles(page, [path.join(root, 'Dockerfile')], ANYWHERE);
  await expect(page.getByRole('heading', { name: 'Begin with the template “Dockerfile”' })).toBeVisible();
  const place = page.getByRole('combobox', { name: 'Path of a Dockerfile or its folder' });
  const folder = await folders.folder(root, 'new', {});
  await place.fill(folder);
  await place.press('Enter');
  await expect(gantry.main).toContainText('RUN echo dropped');
});

test('an archive of images is loaded only after a question; what is none is said by its name @browser', async ({
  gantry,
  made,
  folders,
}) => {
  const { page } = gantry;
  const root = await folders.root();
  const image = made.image('archived');
  const archive = path.join(root, 'images.tar');
  await makeImage(made.name('maker'), [image]);
  await docker('save', '--output', archive, image);
  await docker('rmi', image);
  const dialog = gantry.dialog('Load the images of images.tar?');
  await dropFiles(page, [archive], ANYWHERE);
  await expect(dialog).toContainText('docker image load --input images.tar');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  // Over a dialog nothing is dropped.
  await writeFile(path.join(root, 'photo.png'), '');
  await dropFiles(page, [path.join(root, 'photo.png')], ANYWHERE);
  await expect(gantry.notice('does not know what to do with photo.png')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect(await docker('images', '--quiet', image)).toBe('');

  await dropFiles(page, [archive], ANYWHERE);
  await dialog.getByRole('button', { name: 'Load', exact: true }).click();
  await expect.poll(() => docker('images', '--quiet', image)).not.toBe('');
  await page.keyboard.press('Escape'); // the list of jobs
  await dropFiles(page, [path.join(root, 'photo.png')], ANYWHERE);
  await expect(gantry.notice('does not know what to do with photo.png').first()).toBeVisible();
});
