import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './compose.fixtures.ts';

const BASE = `services:
  web:
    image: busybox:\${TAG}
    depends_on: [db]
    env_file: shop.env
    extends: { file: parts/common.yaml, service: common }
  db:
    image: busybox
`;
const OVERRIDE = `services:
  db: # of the test
    hostname: db
`;
const COMMON = `services:
  common:
    init: true
`;

test('a service is renamed in all files of the stack: seen before, changed together, saved together, undone by file', async ({
  editor,
  folder,
  gantry,
}) => {
  const { page } = gantry;
  const file = (name: string) => path.join(folder, name);
  await mkdir(file('parts'));
  await writeFile(file('compose.yaml'), BASE.replace('    env_file: shop.env\n', ''));
  await writeFile(file('compose.override.yaml'), OVERRIDE);
  await writeFile(file('parts/common.yaml'), COMMON);
  await editor.open(folder);
  await editor.find('[db');
  await editor.text.press('F2');
  const dialog = page.getByRole('dialog', { name: 'Rename the service “db”' });
  await dialog.getByRole('textbox', { name: 'New name' }).fill('store');
  await expect(dialog).toContainText('3 places of 2 files, or in none of them');
  const places = dialog.getByRole('list', { name: 'What is changed' });
  await expect(places).toContainText('depends_on: [store]');
  await expect(places).toContainText('compose.override.yaml');
  await expect(places).toContainText('store: # of the test');
  await page.keyboard.press('Enter');
  await expect(editor.text).toContainText('depends_on: [store]');
  expect(await readFile(file('compose.override.yaml'), 'utf8')).toBe(OVERRIDE);
  // Compose reads both as they are here.
  await expect(gantry.main.getByText(/^Compose takes the file/)).toBeVisible();
  await editor.button('Save all').click();
  await expect(editor.state('Saved')).toBeVisible();
  await expect.poll(() => readFile(file('compose.override.yaml'), 'utf8')).toBe(OVERRIDE.replace('  db:', '  store:'));
  expect(await readFile(file('compose.yaml'), 'utf8')).toContain('  store:\n');

  // What is in another file only is renamed there too.
  await editor.find('service: common');
  await editor.text.press('F2');
  const second = page.getByRole('dialog', { name: 'Rename the service “common”' });
  await second.getByRole('textbox', { name: 'New name' }).fill('shared');
  await page.keyboard.press('Enter');
  await expect(editor.text).toContainText('service: shared');
  await editor.button('Save all').click();
  await expect.poll(() => readFile(file('parts/common.yaml'), 'utf8')).toBe(COMMON.replace('common', 'shared'));
});

test('F12 goes to the service of another file, and shows a file of variables with its secrets covered', async ({
  editor,
  folder,
  gantry,
  openText,
}) => {
  const { page } = gantry;
  await mkdir(path.join(folder, 'parts'));
  await writeFile(path.join(folder, 'parts/common.yaml'), `# a comment\n${COMMON}`);
  await writeFile(path.join(folder, '.env'), '# ours\nTAG=latest\n');
  await writeFile(path.join(folder, 'shop.env'), 'MODE=fast\nDB_PASSWORD=hunter2\n');
  await openText(BASE);
  await expect(editor.text).toContainText('latest · .env, line 2');

  await editor.find('shop.env');
  await editor.text.press('F12');
  const dialog = page.getByRole('dialog', { name: 'shop.env' });
  await expect(dialog).toContainText('MODE=fast');
  await expect(dialog).not.toContainText('hunter2');
  await dialog.getByRole('button', { name: 'Show the secrets' }).click();
  await expect(dialog).toContainText('hunter2');
  await page.keyboard.press('Escape');

  await editor.find('{TAG');
  await editor.text.press('F12');
  await expect(page.getByRole('dialog', { name: '.env' }).locator('[aria-current]')).toContainText('TAG=latest');
  await page.keyboard.press('Escape');

  await editor.find('service: common');
  await editor.text.press('F12');
  await expect(editor.text).toContainText('# a comment');
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('common');
});
