import { expect, test } from '../fixtures.ts';
import { FilesView } from '../pages/files.ts';
import { Keys } from '../pages/keys.ts';
import { TerminalView } from '../pages/terminal.ts';
import { execIn } from '../support/exec.ts';

test('a log is opened, searched, filtered and left with the keyboard alone', async ({ gantry, made }) => {
  const { name } = await made.container({
    command: ['sh', '-c', 'for i in $(seq 1 60); do echo "request $i took $((i % 10))ms"; done'],
  });
  const keys = new Keys(gantry.page);
  const { logs } = gantry.detail;
  await gantry.containers.shows(name, 'Exited (0)');
  await keys.toRow(name);
  await keys.press('l');
  await logs.says('request 60');
  await keys.fill('Search the log', 'took 7ms');
  await keys.press('Enter');
  await expect(logs.view).toContainText(/\d\/6/);
  await keys.enter('button', 'Only lines that match');
  await expect(logs.footer).toContainText(/(?<!\d)6 of 6\d lines/);
  await keys.tabBackTo('tab', 'Logs');
  await keys.arrowTo('tab', 'Stats', 'ArrowRight');
  await expect(gantry.page.getByRole('tab', { name: 'Stats' })).toHaveAttribute('aria-selected', 'true');
});

test('a terminal is opened, typed in and left with the keyboard alone', async ({ gantry, made }) => {
  const { name } = await made.container();
  const keys = new Keys(gantry.page);
  const terminal = new TerminalView(gantry.page);
  await keys.toRow(name);
  await keys.press('t');
  await terminal.isReady();
  await expect(gantry.page.getByRole('textbox', { name: 'Terminal input' })).toBeFocused();
  await gantry.page.keyboard.type('echo $((6 * 7))\n');
  await terminal.prints('42');
  // Tab and Ctrl-K are the shell's.
  await keys.press('ControlOrMeta+Shift+ArrowUp');
  await expect(terminal.tabs.getByRole('tab', { selected: true })).toBeFocused();
  await keys.press('Shift+Tab');
  await keys.command('Go to Images');
  await expect(gantry.page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
});

test('files are browsed, uploaded, edited, renamed and removed with the keyboard alone', async ({
  gantry,
  made,
  api,
}) => {
  test.slow();
  const { id, name } = await made.container();
  await execIn(api, id, ['sh', '-c', 'mkdir /work; echo old > /work/note.txt']);
  const { page } = gantry;
  const keys = new Keys(page);
  const files = new FilesView(page);
  await keys.toRow(name);
  await keys.press('Enter');
  await keys.tabTo('tab', /./);
  await keys.arrowTo('tab', 'Files', 'ArrowRight');
  await files.isIn('/');
  await test.step('browse', async () => {
    await keys.enter('button', 'Type a path');
    await keys.type('/work');
    await keys.press('Enter');
    await files.isIn('/work');
    await keys.tabTo('row', /note\.txt/);
  });
  await test.step('upload', async () => {
    const choosing = page.waitForEvent('filechooser');
    await keys.tabBackTo('button', 'Upload');
    await keys.press('Enter');
    await keys.arrowTo('menuitem', /^Files/);
    await keys.press('Enter');
    await (await choosing).setFiles({ name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('first\n') });
    const dialog = gantry.dialog('Upload to /work');
    await expect(dialog).toBeVisible();
    await keys.enter('button', 'Upload', dialog);
    await expect(files.row('one.txt')).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await keys.press('Escape'); // the list of jobs
  });
  await test.step('edit', async () => {
    await keys.tabTo('row', /note\.txt|one\.txt/);
    await keys.press('o'); // by its first letter
    await keys.press('Enter');
    await expect(files.panel).toContainText('UTF-8');
    await keys.tabTo('textbox', /^Content of /);
    await keys.press('ControlOrMeta+End');
    await page.keyboard.type('second');
    await keys.press('ControlOrMeta+s');
    await expect(files.panel.getByRole('button', { name: 'Save' })).toBeDisabled();
    await execIn(api, id, ['sh', '-c', '[ "$(cat /work/one.txt)" = "$(printf "first\\nsecond")" ]']);
    await keys.press('Escape'); // Tab leads out of the editor then
    await keys.enter('button', 'Close the file');
    await expect(files.panel).toHaveCount(0);
  });
  await test.step('rename and remove', async () => {
    await keys.tabTo('row', /note\.txt|one\.txt/);
    await keys.press('n', 'F2');
    await expect(gantry.dialog('Rename note.txt').getByRole('textbox', { name: 'Name' })).toBeFocused();
    await keys.type('renamed');
    await keys.press('Enter');
    await expect(files.row('renamed')).toHaveAttribute('aria-selected', 'true');
    await keys.tabTo('row', /renamed/);
    await keys.press('Delete');
    await keys.enter('button', 'Remove', gantry.dialog('Remove renamed?'));
    await expect(files.row('renamed')).toHaveCount(0);
    await expect(files.row('one.txt')).toBeVisible();
  });
});
