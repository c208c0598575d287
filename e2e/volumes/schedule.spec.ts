import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';

test('a schedule backs up, keeps so many, is changed and removed; its backups stay', async ({ gantry, made, api }) => {
  test.slow();
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-schedule-'));
  const name = made.volume('nightly');
  try {
    await api.call('POST', '/volumes/create', { Name: name, Labels: { [TEST_LABEL]: '' } });
    await gantry.goTo('Volumes');
    const detail = await gantry.volumes.open(name);
    await detail.getByRole('tab', { name: /Backups/ }).click();
    await detail.getByRole('button', { name: 'Schedule…' }).click();
    const dialog = gantry.dialog(`Back up ${name} on a schedule`);
    await dialog.getByRole('combobox', { name: 'How often' }).click();
    await gantry.page.getByRole('option', { name: 'every 6 hours' }).click();
    await dialog.getByRole('textbox', { name: 'Backups to keep' }).fill('2');
    await dialog.getByRole('combobox', { name: 'Folder' }).fill(folder);
    await dialog.getByRole('button', { name: 'Keep the schedule' }).click();

    const schedule = detail.getByRole('region', { name: 'Schedules' }).getByRole('row').filter({ hasText: folder });
    await expect(schedule).toContainText('6 hours');
    await expect(schedule.getByRole('cell').nth(2)).toHaveText('2');
    const backups = detail.getByRole('region', { name: 'Backups' }).getByRole('row').filter({ hasText: name });
    const seen = new Set<string>();
    for (let count = 1; count <= 3; count++) {
      await schedule.getByRole('button', { name: `Back up now to ${folder}` }).click();
      await expect
        .poll(async () => {
          for (const file of await readdir(folder)) if (!file.includes('.part')) seen.add(file);
          return seen.size;
        })
        .toBe(count);
      await expect(backups).toHaveCount(Math.min(count, 2));
    }
    // The first went with its file when the third was whole.
    const [oldest = ''] = [...seen];
    await expect.poll(() => readdir(folder)).toHaveLength(2);
    expect(await readdir(folder)).not.toContain(oldest);
    await expect(backups.filter({ hasText: oldest })).toHaveCount(0);

    await schedule.getByRole('button', { name: `Change the schedule to ${folder}` }).click();
    await expect(dialog.getByRole('textbox', { name: 'Backups to keep' })).toHaveValue('2');
    await dialog.getByRole('textbox', { name: 'Backups to keep' }).fill('1');
    await dialog.getByRole('button', { name: 'Keep the schedule' }).click();
    await expect(schedule.getByRole('cell').nth(2)).toHaveText('1');
    await schedule.getByRole('button', { name: `Remove the schedule to ${folder}` }).click();
    await expect(schedule).toHaveCount(0);
    expect(await readdir(folder)).toHaveLength(2);
    await expect(backups).toHaveCount(2);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
