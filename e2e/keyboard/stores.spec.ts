import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '../networks/networks.fixtures.ts';
import { Keys } from '../pages/keys.ts';

test('a volume is created, backed up, removed and restored with the keyboard alone', async ({ gantry, made }) => {
  test.slow();
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-keys-'));
  const name = made.volume('keys');
  const { page, volumes } = gantry;
  const keys = new Keys(page);
  try {
    await keys.press('g', 'v');
    await expect(page.getByRole('heading', { level: 1, name: 'Volumes' })).toBeVisible();
    await keys.command('Create a volume');
    await keys.fill('Name', name, gantry.dialog('Create a volume'));
    await keys.press('Enter');
    await expect(page.getByRole('region', { name: `Volume ${name}` })).toBeVisible();

    await keys.toRow(name);
    await keys.press('e');
    const backup = gantry.dialog(`Back up ${name}`);
    await keys.tabTo('combobox', 'Folder', backup);
    await keys.type(folder);
    await keys.press('Tab'); // away from the folders that it found
    await keys.enter('button', 'Back up', backup);
    await volumes.done(`Back up ${name}`, /read back and compared/);
    const [archive] = await readdir(folder);
    expect(archive).toContain(name);

    await keys.toRow(name);
    await keys.press('Delete');
    await keys.enter('button', 'Remove', gantry.dialog(`Remove ${name}?`));
    await volumes.lacks(name);

    await keys.command('Restore a volume');
    const restore = gantry.dialog('Restore a volume');
    await keys.tabTo('combobox', 'Archive', restore);
    await keys.type(path.join(folder, archive ?? ''));
    await keys.fill('Into the volume', name, restore);
    await keys.press('Enter');
    await volumes.done(`Restore ${name} from`, 'Restored, read back and compared');
    await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a network is created, a container connected and disconnected with the keyboard alone', async ({
  gantry,
  made,
  nets,
}) => {
  const { name: container } = await made.container();
  const name = nets.name('keys');
  const { page, networks } = gantry;
  const keys = new Keys(page);
  await keys.press('g', 'n');
  await expect(page.getByRole('heading', { level: 1, name: 'Networks' })).toBeVisible();
  await keys.command('Create a network');
  await keys.fill('Name', name, gantry.dialog('Create a network'));
  await keys.press('Enter');
  await expect(networks.detail(name)).toBeVisible();

  await keys.enter('button', `Connect a container to ${name}`);
  const connect = gantry.dialog('Connect a container to a network');
  await keys.tabTo('combobox', 'Container', connect);
  await page.keyboard.type(container);
  await expect(page.getByRole('option', { name: container })).toBeVisible();
  await keys.press('ArrowDown', 'Enter');
  await keys.enter('button', 'Connect', connect);
  await expect(connect).toHaveCount(0);
  await networks.shows(name, container);

  await keys.tabTo('tab', /./, networks.detail(name));
  await keys.arrowTo('tab', /^Containers/, 'ArrowRight');
  await keys.enter('button', `Disconnect ${container}`);
  await keys.enter('button', 'Disconnect', gantry.dialog(`Disconnect ${container} from ${name}?`));
  await expect(networks.row(name)).not.toContainText(container);
});

test('what takes space is chosen and removed as planned with the keyboard alone', async ({ gantry, made }) => {
  const { name } = await made.container({ command: ['head', '-c', '3000000', '/dev/zero'] });
  await gantry.containers.shows(name, 'Exited (0)');
  const { page, main } = gantry;
  const keys = new Keys(page);
  await keys.press('g', 'd');
  await expect(page.getByRole('heading', { level: 1, name: 'Disk' })).toBeVisible();
  const list = main.getByRole('grid', { name: 'Things that take space' });
  await keys.tabTo('row', /./, list);
  await keys.press('Home');
  await keys.arrowTo('row', new RegExp(name));
  await expect(main.getByRole('region', { name: 'The selection' })).toContainText('1 container');
  await keys.enter('button', 'Remove…');
  await keys.enter('button', /^Remove 1/, gantry.dialog('Remove 1 container?'));
  await expect(list.getByRole('rowheader', { name })).toHaveCount(0);
});
