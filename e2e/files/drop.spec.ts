import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '../fixtures.ts';
import { FilesView } from '../pages/files.ts';
import { dropFiles } from '../support/dropFiles.ts';
import { execIn } from '../support/exec.ts';

test('files and a whole directory that are dragged from the computer are uploaded as they are', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container();
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-drop-'));
  const { page } = gantry;
  const files = new FilesView(page);
  try {
    await mkdir(path.join(dir, 'album', 'in ner', 'empty'), { recursive: true });
    await writeFile(path.join(dir, 'one.bin'), Buffer.alloc(3_000_000, 7));
    await writeFile(path.join(dir, 'none'), '');
    await writeFile(path.join(dir, 'album', 'a.txt'), 'first');
    await writeFile(path.join(dir, 'album', 'in ner', 'ü.txt'), 'second');
    await execIn(api, id, ['mkdir', '/work']);
    await gantry.containers.open(name);
    await gantry.detail.show('Files');
    await files.goTo('/work');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    const box = await page.getByText('An empty directory').boundingBox();
    const dropped = ['one.bin', 'none', 'album'].map((file) => path.join(dir, file));
    await dropFiles(page, dropped, { x: box!.x + 5, y: box!.y + 5 });
    const dialog = gantry.dialog('Upload to /work');
    await expect(dialog).toContainText('3 names: 4 files, 3 MB');
    await dialog.getByRole('button', { name: 'Upload' }).click();
    expect(new URL((await sent).url()).pathname).toMatch(/^\/upload\/[\w-]{43}$/);
    await expect(files.row('album')).toBeVisible();
    await expect(files.row('one.bin')).toContainText('3 MB');
    await execIn(api, id, [
      'sh',
      '-c',
      '[ "$(cat /work/album/a.txt "/work/album/in ner/ü.txt")" = firstsecond ] && [ -d "/work/album/in ner/empty" ] && [ -e /work/none ] && [ "$(tr -d "\\a" < /work/one.bin | wc -c)" = 0 ]',
    ]);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test('a file that is changed on the computer while it is sent is named, and nothing of it is kept', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container();
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-drop-'));
  const file = path.join(dir, 'report');
  const files = new FilesView(gantry.page);
  try {
    await writeFile(file, 'first');
    await execIn(api, id, ['mkdir', '/work']);
    await gantry.containers.open(name);
    await gantry.detail.show('Files');
    await files.goTo('/work');
    await gantry.page.getByLabel('Files to upload').setInputFiles(file);
    const dialog = gantry.dialog('Upload to /work');
    await expect(dialog).toBeVisible();
    await writeFile(file, 'another size altogether');
    await dialog.getByRole('button', { name: 'Upload' }).click();
    await expect(gantry.page.getByText(/“report” cannot be read/).first()).toBeVisible();
    await execIn(api, id, ['sh', '-c', '[ -z "$(ls -A /work)" ]']);
    gantry.forgetProblems(/ERR_UPLOAD_FILE_CHANGED/); // the browser says it too
  } finally {
    await rm(dir, { recursive: true });
  }
});
