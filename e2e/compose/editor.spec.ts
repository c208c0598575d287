import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './compose.fixtures.ts';

const OLD = `version: "3" # of old
services:
  web:
    image: busybox
    depends_on: [db]   # waits
    volumes: ["data:/d"]
    restart: \${RESTART:-always}
  db:
    image: "busybox:\${TAG}"
`;

test('a Compose file is mended, renamed in and saved by the keyboard alone, and nothing else of it changes', async ({
  editor,
  folder,
  gantry,
  openText,
}) => {
  await writeFile(path.join(folder, '.env'), 'TAG=1.36\n');
  const file = await openText(OLD);
  await expect(editor.problem('“version” is obsolete')).toContainText('Line 1');
  await expect(editor.problem('There is no volume “data”')).toContainText('Line 6');
  await expect(editor.text).toContainText('1.36 · .env, line 1');
  await expect(editor.text).toContainText('always · default');

  await editor.goTo(1);
  await editor.text.press('ControlOrMeta+.');
  await expect(gantry.page.getByRole('menuitem', { name: 'Remove it' })).toBeVisible();
  await gantry.page.keyboard.press('ArrowDown');
  await gantry.page.keyboard.press('Enter');
  await expect(editor.problem('is obsolete')).toHaveCount(0);
  await editor.problem('There is no volume').getByRole('button', { name: 'Declare the volume “data”' }).click();
  await expect(editor.problems).toContainText('none');

  await editor.find('[db');
  await editor.text.press('F2');
  const dialog = gantry.page.getByRole('dialog', { name: 'Rename the service “db”' });
  await expect(dialog).toContainText('2 places');
  await dialog.getByRole('textbox', { name: 'New name' }).fill('web');
  await gantry.page.keyboard.press('Enter');
  await expect(dialog).toContainText('There is a service “web” already.');
  await dialog.getByRole('textbox', { name: 'New name' }).fill('store');
  await gantry.page.keyboard.press('Enter');
  await expect(editor.text).toContainText('depends_on: [store]');
  await expect(editor.text).toBeFocused();

  await expect(gantry.main.getByText(/^Compose takes the file/)).toBeVisible();
  await editor.text.press('ControlOrMeta+s');
  await expect(editor.state('Saved')).toBeVisible();
  const mended = OLD.slice(OLD.indexOf('services')).replaceAll(/\bdb\b/g, 'store') + 'volumes:\n  data:\n';
  expect(await readFile(file, 'utf8')).toBe(mended);

  for (let step = 0; step < 3; step++) await editor.text.press('ControlOrMeta+z');
  await editor.text.press('ControlOrMeta+s');
  await expect(editor.state('Saved')).toBeVisible();
  await expect.poll(() => readFile(file, 'utf8')).toBe(OLD);
});

test('completion proposes what the specification and the file know; F1 explains; F12 goes there', async ({
  editor,
  gantry,
  openText,
}) => {
  await openText('services:\n  web:\n    image: busybox\n  db:\n    image: busybox\n');
  await editor.goTo(3);
  await editor.text.press('Enter');
  await editor.text.pressSequentially('depe');
  const options = gantry.page.getByRole('listbox', { name: 'Completions' });
  await expect(options.getByRole('option').first()).toContainText('depends_on');
  await expect(gantry.page.getByText('Express dependency between services.').first()).toBeVisible();
  await gantry.page.waitForTimeout(150); // CodeMirror does not take a choice that has just appeared
  await editor.text.press('Enter');
  await editor.text.pressSequentially('d');
  await expect(options.getByRole('option', { name: /^db/ })).toBeVisible();
  await gantry.page.waitForTimeout(150);
  await editor.text.press('Enter');
  await expect(editor.text).toContainText('- db');
  await editor.text.press('F12');
  await expect.poll(() => gantry.page.evaluate(() => getSelection()?.toString())).toBe('db');
  await editor.goTo(3);
  await editor.text.press('F1');
  await expect(gantry.page.getByRole('status').filter({ hasText: 'services.web.image' })).toBeVisible();
  await editor.text.press('Escape');
});

test('what Compose alone knows stands at its line, also for a text that is half-typed', async ({
  editor,
  openText,
}) => {
  await openText('services:\n  web:\n    image: busybox\n    mem_limit: 12quux\n');
  await expect(editor.problem('docker compose config')).toContainText('Line 4');
  await editor.goTo(4);
  await editor.text.press('Shift+Home');
  await editor.text.pressSequentially('hostname: "a" b');
  await expect(editor.problem('YAML')).toBeVisible();
});

test('a change on the disk beside one here is shown side by side, and neither is lost', async ({
  editor,
  gantry,
  openText,
}) => {
  const file = await openText('services:\n  web:\n    image: a\n');
  await editor.goTo(3);
  await editor.text.pressSequentially(':1');
  await expect(editor.state('Not saved')).toBeVisible();
  await writeFile(file, 'services:\n  web:\n    image: a\n    restart: always\n');
  const conflict = gantry.page.getByRole('alert').filter({ hasText: 'was changed by another program' });
  await conflict.getByRole('button', { name: 'Compare…' }).click();
  const dialog = gantry.page.getByRole('dialog', { name: 'What is on the disk, and mine' });
  await expect(dialog.getByRole('textbox', { name: 'On the disk' })).toContainText('restart: always');
  await expect(dialog.getByRole('textbox', { name: 'Mine' })).toContainText('image: a:1');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await readFile(file, 'utf8')).toContain('restart: always');
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(editor.state('Saved')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe('services:\n  web:\n    image: a:1\n');
  await writeFile(file, 'services: {}\n');
  await expect(editor.text).toContainText('services: {}'); // nothing of ours: it is taken
  await expect(editor.state('Saved')).toBeVisible();
});

test('what is not saved is there after a look elsewhere and offered after a reload', async ({
  editor,
  folder,
  gantry,
  openText,
}) => {
  const file = await openText('services:\n  web:\n    image: a\n');
  await editor.goTo(3);
  await editor.text.pressSequentially(':1');
  await gantry.goTo('Engine');
  await editor.open(folder);
  await expect(editor.text).toContainText('image: a:1');
  await editor.text.press('ControlOrMeta+z');
  await expect(editor.state('Saved')).toBeVisible();
  await editor.text.press('ControlOrMeta+y');
  await expect(editor.state('Not saved')).toBeVisible();
  await gantry.page.waitForTimeout(600); // a draft is kept when one pauses
  gantry.page.once('dialog', (dialog) => void dialog.accept()); // the browser asks before it leaves
  await gantry.page.reload();
  const offer = gantry.page.getByRole('region', { name: 'Unsaved text' });
  await expect(offer).toBeVisible();
  await expect(editor.text).not.toContainText('image: a:1');
  await offer.getByRole('button', { name: 'Take it up again' }).click();
  await expect(editor.text).toContainText('image: a:1');
  await editor.button('Save').click();
  await expect.poll(() => readFile(file, 'utf8')).toContain('image: a:1');
});

test('a file that cannot be opened says why', async ({ editor, folder, gantry }) => {
  await writeFile(path.join(folder, 'compose.yaml'), Buffer.from([0x61, 0xff, 0x0a]));
  await gantry.page.evaluate((to) => (location.hash = `/compose/${encodeURIComponent(to)}`), folder);
  await expect(gantry.page.getByRole('alert').filter({ hasText: 'is not written in UTF-8' })).toBeVisible();
  await expect(editor.text).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the editor in the ${theme} theme`, async ({ editor, gantry, openText }) => {
    await gantry.page.emulateMedia({ colorScheme: theme });
    await openText(`${OLD}# a comment\nx-a: &a !reset {b: *a, c: [1, true, null]}\nports: |\n  text\n`);
    await expect(editor.problem('is obsolete')).toBeVisible();
    await editor.goTo(3);
    const { violations } = await new AxeBuilder({ page: gantry.page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual(
      [],
    );
  });
}
