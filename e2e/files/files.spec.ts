import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';
import { FilesView } from '../pages/files.ts';
import { execIn } from '../support/exec.ts';

const text = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('files of a container are found, uploaded, edited, downloaded, renamed and removed', async ({
  gantry,
  made,
  api,
}) => {
  test.slow();
  const { id, name } = await made.container();
  await execIn(api, id, [
    'sh',
    '-c',
    'mkdir /work; echo old > /work/note.txt; rm /etc/group; printf "a\\nb" > "/work/two words"',
  ]);
  const { page } = gantry;
  const files = new FilesView(page);
  await gantry.containers.open(name);
  await gantry.detail.show('Files');
  await files.isIn('/');
  await test.step('what the container changed is marked', async () => {
    await expect(files.row('work')).toContainText('added');
    await files.open('etc');
    await files.isIn('/etc');
    await expect(files.row('group')).toContainText('deleted');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Backspace');
    await files.isIn('/');
    await expect(files.row('etc')).toHaveAttribute('aria-selected', 'true');
  });
  await test.step('upload', async () => {
    await files.goTo('/work');
    await files.choose([text('one.txt', 'first\r\n'), { name: 'dot.png', mimeType: 'image/png', buffer: PIXEL }]);
    const dialog = gantry.dialog('Upload to /work');
    await dialog.getByLabel('User id').fill('1000');
    await dialog.getByRole('textbox', { name: 'Rights of files' }).fill('640');
    await expect(dialog.getByRole('figure')).toContainText(`docker container cp ./one.txt ${name}:/work/`);
    await dialog.getByRole('button', { name: 'Upload' }).click();
    await expect(files.row('one.txt')).toContainText('-rw-r-----');
    await expect(files.row('one.txt')).toContainText('1000:0');
    await page.keyboard.press('Escape'); // the list of jobs
  });
  await test.step('a name that is there already is refused until one wants it', async () => {
    await files.choose([text('note.txt', 'new')]);
    const dialog = gantry.dialog('Upload to /work');
    await dialog.getByRole('button', { name: 'Upload' }).click();
    await expect(dialog.getByRole('alert')).toContainText('“note.txt” is there already.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });
  await test.step('edit', async () => {
    await files.open('one.txt');
    await expect(files.panel).toContainText('UTF-8, CRLF');
    await files.editor.click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('second\n');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(files.panel.getByRole('button', { name: 'Save' })).toBeDisabled();
    await execIn(api, id, [
      'sh',
      '-c',
      '[ "$(cat /work/one.txt | od -c | tr -d " \\n")" = "$(printf "first\\r\\nsecond\\r\\n" | od -c | tr -d " \\n")" ]',
    ]);
    await execIn(api, id, ['sh', '-c', '[ "$(stat -c %a:%u /work/one.txt)" = 640:1000 ]']);
  });
  await test.step('what another wrote meanwhile is not lost', async () => {
    await execIn(api, id, ['sh', '-c', 'echo by another > /work/one.txt']);
    await files.editor.click();
    await page.keyboard.type('mine');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(files.panel.getByRole('alert')).toContainText('was changed meanwhile');
    await files.panel.getByRole('button', { name: 'Show what it is now' }).click();
    await expect(files.editor).toContainText('by another');
  });
  await test.step('download', async () => {
    const download = page.waitForEvent('download');
    await files.panel.getByRole('button', { name: 'Download one.txt' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('one.txt');
    expect((await readFile(await saved.path())).toString()).toBe('by another\n');
    await files.panel.getByRole('button', { name: 'Close the file' }).click();
  });
  await test.step('a picture', async () => {
    await files.open('dot.png');
    await expect(files.panel.getByRole('img', { name: 'dot.png' })).toBeVisible();
    await expect(files.panel).toContainText('1 × 1');
    await files.panel.getByRole('button', { name: 'Close the file' }).click();
  });
  await test.step('search, rename and remove with the keyboard', async () => {
    await files.search.fill('*.txt');
    await expect(files.grid.getByRole('rowheader')).toHaveCount(2);
    await page.keyboard.press('Escape');
    await files.row('two words').click();
    await page.keyboard.press('F2');
    const rename = gantry.dialog('Rename two words');
    await rename.getByRole('textbox', { name: 'Name' }).fill('renamed');
    await page.keyboard.press('Enter');
    await expect(files.row('renamed')).toHaveAttribute('aria-selected', 'true');
    await files.row('renamed').click();
    await page.keyboard.press('n');
    await expect(files.row('note.txt')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Delete');
    const remove = gantry.dialog('Remove note.txt?');
    await expect(remove).toContainText('1 file, 4 B');
    await expect(remove.getByRole('figure')).toContainText(
      `docker container exec --user 0 ${name} rm -rf -- /work/note.txt`,
    );
    await remove.getByRole('button', { name: 'Remove' }).click();
    await expect(files.row('note.txt')).toHaveCount(0);
    await expect(files.row('renamed')).toBeVisible();
  });
});

test('files of a stopped container are looked at, edited, renamed and removed, and the page says what needs it to run', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container();
  await execIn(api, id, ['sh', '-c', 'echo kept > /home/kept']);
  await api.call('POST', `/containers/${id}/kill`);
  const files = new FilesView(gantry.page);
  await gantry.containers.open(name);
  await gantry.detail.show('Files');
  await files.isIn('/');
  await expect(gantry.detail.panel).toContainText('start it first');
  await files.open('home');
  await files.open('kept');
  await expect(files.editor).toHaveText('kept');
  await files.panel.getByRole('button', { name: 'Close the file' }).click();
  await files.row('kept').click();
  await gantry.page.keyboard.press('F2');
  const rename = gantry.dialog('Rename kept');
  await expect(rename.getByRole('figure')).toContainText(`docker container cp ${name}:/ -`);
  await rename.getByRole('textbox', { name: 'Name' }).fill('renamed');
  await gantry.page.keyboard.press('Enter');
  await expect(files.row('renamed')).toHaveAttribute('aria-selected', 'true');
  await files.row('renamed').click();
  await gantry.page.keyboard.press('Delete');
  const remove = gantry.dialog('Remove renamed?');
  await expect(remove).toContainText('1 file, 5 B');
  await remove.getByRole('button', { name: 'Cancel' }).click();
  await files.row('renamed').click();
  await gantry.page.keyboard.press('F2');
  await gantry.dialog('Rename renamed').getByRole('textbox', { name: 'Name' }).fill('kept');
  await gantry.page.keyboard.press('Enter');
  await expect(files.row('kept')).toBeVisible();
  await api.call('POST', `/containers/${id}/start`);
  await expect(files.row('kept')).toBeVisible();
  await files.row('kept').click();
  await expect(files.button('Remove')).toBeEnabled();
});

test('files of a volume are looked at, and do not keep the volume from being removed', async ({
  gantry,
  made,
  api,
}) => {
  const { page } = gantry;
  const volume = made.name('data');
  await api.call('POST', '/volumes/create', { Name: volume, Labels: { 'gantry.test': '' } });
  const files = new FilesView(page);
  try {
    await page.evaluate((hash) => (location.hash = hash), `/volumes/${volume}/files`);
    await files.choose([text('kept.txt', 'in a volume')]);
    await gantry.dialog('Upload to /').getByRole('button', { name: 'Upload' }).click();
    await expect(files.row('kept.txt')).toContainText('11 B');
    await page.keyboard.press('Escape'); // the list of jobs
    await files.open('kept.txt');
    await expect(files.editor).toHaveText('in a volume');
    await expect(files.panel).toContainText(`--volume ${volume}:/volume`);
    await files.panel.getByRole('button', { name: 'Close the file' }).click();
    await page
      .getByRole('region', { name: `Volume ${volume}` })
      .getByRole('button', { name: `More actions for ${volume}` })
      .click();
    await page.getByRole('menuitem', { name: /^Remove/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect
      .poll(() =>
        api.call('GET', `/volumes/${volume}`).then(
          () => 'there',
          (error: Error) => error.message,
        ),
      )
      .toMatch(/404/);
  } finally {
    await api.call('DELETE', `/volumes/${volume}`).catch(() => {}); // it is gone already where all went well
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`in the ${theme} theme axe finds nothing serious among the files`, async ({ gantry, made, api }) => {
    test.slow();
    const { page } = gantry;
    await page.emulateMedia({ colorScheme: theme });
    const { id, name } = await made.container();
    await execIn(api, id, ['sh', '-c', 'mkdir /w; echo x > /w/a; ln -s a /w/l; head -c 99 /dev/zero > /w/z']);
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map((violation) => `${violation.id}: ${violation.nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
    };
    const files = new FilesView(page);
    await gantry.containers.open(name);
    await gantry.detail.show('Files');
    await files.goTo('/w');
    await expect(files.row('a')).toContainText('added');
    expect(await findings(), 'the list').toEqual([]);
    for (const file of ['a', 'z']) {
      await files.open(file);
      await expect(files.editor.or(files.panel.getByRole('list', { name: /^Bytes of/ }))).toBeVisible();
      expect(await findings(), file).toEqual([]);
      await files.panel.getByRole('button', { name: 'Close the file' }).click();
    }
    await files.row('a').click();
    await page.keyboard.press('Delete');
    await expect(gantry.dialog('Remove a?')).toContainText('1 file');
    expect(await findings(), 'the dialog').toEqual([]);
    await page.keyboard.press('Escape');
    await files.choose([text('a', 'x')]);
    await expect(gantry.dialog('Upload to /w')).toBeVisible();
    expect(await findings(), 'the upload').toEqual([]);
  });
}
