import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';

const mounted = (volume: string, target = '/data') => ({
  Mounts: [{ Type: 'volume', Source: volume, Target: target }],
});

test('a volume is made, used, backed up, removed and restored, and the rows are back [S21]', async ({
  gantry,
  made,
  api,
}) => {
  test.slow();
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-backup-'));
  const name = made.volume('dbdata');
  const { volumes, page } = gantry;
  try {
    await gantry.goTo('Volumes');
    await page.getByRole('button', { name: 'Create a volume' }).first().click();
    const create = gantry.dialog('Create a volume');
    await create.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await create.getByRole('button', { name: 'Add a label' }).click();
    await create.getByRole('textbox', { name: 'Label 1: name' }).fill(TEST_LABEL);
    await expect(create.getByText(`docker volume create --label ${TEST_LABEL}= ${name}`)).toBeVisible();
    await create.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('region', { name: `Volume ${name}` })).toBeVisible();

    const write = ['sh', '-c', 'echo "1 Ada" > /data/rows; echo "2 Grace" >> /data/rows; sleep 1000'];
    const db = await made.container({ hint: 'db', command: write, hostConfig: mounted(name), stopTimeoutSeconds: 0 });
    await volumes.shows(name, db.name);

    await volumes.choose(name, 'Back up…');
    const backup = gantry.dialog(`Back up ${name}`);
    await expect(backup.getByRole('checkbox', { name: `Pause ${db.name} meanwhile` })).toBeChecked();
    await backup.getByRole('combobox', { name: 'Folder' }).fill(folder);
    await backup.getByRole('combobox', { name: 'Format' }).click();
    await page.getByRole('option', { name: /^tar.zst/ }).click();
    await backup.getByRole('button', { name: 'Back up' }).click();
    await volumes.done(`Back up ${name}`, /2 entries, read back and compared/);
    expect(
      (await readdir(folder)).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.tar.zst')),
    ).toHaveLength(1);

    await volumes.choose(name, 'Remove…');
    const refused = gantry.dialog(`Remove ${name}?`);
    await expect(refused.getByRole('listitem')).toContainText(`stays: ${db.name} (running) has it`);
    await expect(refused.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
    await refused.getByRole('button', { name: 'Cancel' }).click();
    await api.call('DELETE', `/containers/${db.id}?force=1`);
    await volumes.shows(name, 'unused');
    await volumes.choose(name, 'Remove…');
    await gantry.dialog(`Remove ${name}?`).getByRole('button', { name: 'Remove', exact: true }).click();
    await volumes.lacks(name);

    await page.getByRole('button', { name: 'Restore a volume from a file' }).click();
    const restore = gantry.dialog('Restore a volume');
    const archive = restore.getByRole('combobox', { name: 'Archive' });
    await archive.click();
    await page.getByRole('option').filter({ hasText: name }).click();
    await restore.getByRole('textbox', { name: 'Into the volume' }).fill(name);
    await restore.getByRole('button', { name: 'Restore' }).click();
    await volumes.done(`Restore ${name} from`, 'Restored, read back and compared');
    await volumes.shows(name, 'unused');

    const read = await made.container({ hint: 'read', command: ['cat', '/data/rows'], hostConfig: mounted(name) });
    await api.call('POST', `/containers/${read.id}/wait`);
    await gantry.goTo('Containers');
    const detail = gantry.containers.row(read.name);
    await expect(detail).toBeVisible();
    const log = await api.call<string>('GET', `/containers/${read.id}/logs?stdout=1`);
    expect(log).toContain('1 Ada');
    expect(log).toContain('2 Grace');
    await api.call('DELETE', `/containers/${read.id}?force=1`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the list follows the engine: who has a volume, and whose an anonymous one was [AC-58, S20]', async ({
  gantry,
  made,
  api,
}) => {
  const name = made.volume('shared');
  await gantry.goTo('Volumes');
  await api.call('POST', '/volumes/create', { Name: name, Labels: { [TEST_LABEL]: '' } });
  await gantry.volumes.shows(name, 'unused');
  const first = await made.container({ hint: 'db1', hostConfig: mounted(name), start: false });
  const second = await made.container({ hint: 'db2', hostConfig: mounted(name), start: false });
  await gantry.volumes.shows(name, '+1');
  await api.call('DELETE', `/containers/${first.id}`);
  await gantry.volumes.shows(name, second.name);

  const anonymous = await made.container({
    hint: 'anon',
    hostConfig: { Mounts: [{ Type: 'volume', Target: '/cache' }] },
    start: false,
  });
  await gantry.volumes.search.fill(`is:anonymous container:${anonymous.name}`);
  await expect(gantry.volumes.grid.getByText('/cache of busybox')).toBeVisible();
  await api.call('DELETE', `/containers/${anonymous.id}`);
  await expect(gantry.volumes.grid.getByText(`unused, was ${anonymous.name}’s`)).toBeVisible();
  await gantry.page.getByRole('button', { name: 'Remove volumes that no container has' }).click();
  const prune = gantry.dialog('Remove volumes that no container has');
  await expect(prune.getByRole('listitem').filter({ hasText: `was /cache of ${anonymous.name}` })).toBeVisible();
  await expect(prune.getByRole('listitem').filter({ hasText: name })).toHaveCount(0);
  await prune.getByRole('button', { name: /^Remove \d+ volumes?|^Remove 1 volume/ }).click();
  await expect(gantry.volumes.grid.getByText(`unused, was ${anonymous.name}’s`)).toHaveCount(0);
});

test('a broken archive is refused where it was chosen, and makes no volume', async ({ gantry, made }, info) => {
  const name = made.volume('broken');
  const file = info.outputPath('broken.tar');
  await writeFile(file, 'no archive\n'.repeat(200));
  await gantry.goTo('Volumes');
  await gantry.page.getByRole('button', { name: 'Restore a volume from a file' }).click();
  const dialog = gantry.dialog('Restore a volume');
  await dialog.getByRole('radio', { name: /this window sends/ }).click();
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByRole('textbox', { name: 'Into the volume' }).fill(name);
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(gantry.page.getByText(/This is not a whole archive/).first()).toBeVisible();
  await gantry.volumes.lacks(name);
});

test('a volume is emptied and cloned, and grows in its chart', async ({ gantry, made, api }) => {
  const [name, clone] = [made.volume('full'), made.volume('clone')];
  await api.call('POST', '/volumes/create', { Name: name, Labels: { [TEST_LABEL]: '' } });
  const writer = await made.container({
    command: ['sh', '-c', 'mkdir /data/folder; echo hello > /data/file'],
    hostConfig: mounted(name),
  });
  await api.call('POST', `/containers/${writer.id}/wait`);
  await api.call('DELETE', `/containers/${writer.id}`);
  const { volumes } = gantry;
  await gantry.goTo('Volumes');
  await volumes.choose(name, 'Clone…');
  const dialog = gantry.dialog(`Clone ${name}`);
  await dialog.getByRole('textbox', { name: 'New name' }).fill(clone);
  await dialog.getByRole('button', { name: 'Clone' }).click();
  await volumes.done(`Clone ${name} as ${clone}`, 'Copied, read back and compared');
  await volumes.shows(clone, 'unused');

  await volumes.choose(name, 'Empty…');
  const empty = gantry.dialog(`Empty ${name}?`);
  await expect(empty.getByRole('listitem')).toHaveText(['file', 'folder/']);
  await empty.getByRole('button', { name: 'Empty', exact: true }).click();
  const detail = await volumes.open(clone);
  await detail.getByRole('button', { name: 'Measure' }).click();
  await expect(detail.getByRole('region', { name: 'Size' })).toContainText('B on ');
  await detail.getByRole('button', { name: 'Measure' }).click();
  await expect(detail.getByRole('img', { name: /^Size at \d+ times/ })).toBeVisible();
});
