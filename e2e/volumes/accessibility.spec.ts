import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
}

for (const theme of ['Light', 'Dark'] as const) {
  test(`in the ${theme.toLowerCase()} theme axe finds nothing serious in volumes and their dialogs`, async ({
    gantry,
    made,
    api,
  }, info) => {
    test.slow();
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-axe-'));
    const { page, volumes } = gantry;
    const name = made.volume('dbdata');
    await api.call('POST', '/volumes/create', { Name: name, Labels: { [TEST_LABEL]: '', team: 'blue' } });
    const mounts = {
      Mounts: [
        { Type: 'volume', Source: name, Target: '/data' },
        { Type: 'volume', Target: '/cache' },
      ],
    };
    const user = await made.container({
      hint: 'db',
      hostConfig: mounts,
      command: ['sh', '-c', 'echo 1 > /data/rows; sleep 1000'],
      stopTimeoutSeconds: 0,
    });
    await gantry.goTo('Settings');
    await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    await gantry.goTo('Volumes');
    await volumes.shows(name, user.name);
    const isClean = async (what: string) => {
      await page.waitForTimeout(250); // what fades in has its colours then
      await page.screenshot({ path: info.outputPath(`${what}.png`) });
      expect(await findings(page), what).toEqual([]);
    };
    const closed = async () => {
      // The first closes what a field has opened.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    };
    try {
      await page.getByRole('button', { name: 'Measure the sizes of all volumes' }).click();
      await expect(page.getByText(/Sizes measured/)).toBeVisible();
      await isClean('list');
      const detail = await volumes.open(name);
      await detail.getByRole('button', { name: 'Measure' }).click();
      await expect(detail.getByRole('img', { name: /^Size at/ })).toBeVisible();
      await isClean('detail');

      await volumes.choose(name, 'Back up…');
      const backup = gantry.dialog(`Back up ${name}`);
      await backup.getByRole('combobox', { name: 'Folder' }).fill(folder);
      await isClean('backup');
      await backup.getByRole('button', { name: 'Back up' }).click();
      await volumes.done(`Back up ${name}`, /read back and compared/);
      await volumes.choose(name, 'Back up on a schedule…');
      const schedule = gantry.dialog(/on a schedule/);
      await schedule.getByRole('combobox', { name: 'Folder' }).fill(folder);
      await isClean('schedule');
      await schedule.getByRole('button', { name: 'Keep the schedule' }).click();
      await detail.getByRole('tab', { name: /Backups/ }).click();
      await expect(detail.getByRole('region', { name: 'Schedules' })).toContainText(folder);
      await isClean('backups');
      await detail.getByRole('button', { name: `Remove the schedule to ${folder}` }).click();

      await detail.getByRole('button', { name: 'Restore…' }).click();
      await expect(gantry.dialog(`Restore ${name}`).getByText(/entries in it|entry in it/)).toBeVisible();
      await isClean('restore');
      await closed();
      for (const [action, title] of [
        ['Clone…', `Clone ${name}`],
        ['Rename…', `Rename ${name}`],
        ['Copy to another engine…', `Copy to another engine: ${name}`],
        ['Empty…', `Empty ${name}?`],
        ['Remove…', `Remove ${name}?`],
      ] as const) {
        await volumes.choose(name, action);
        await expect(gantry.dialog(title)).toBeVisible();
        if (action === 'Empty…') await expect(gantry.dialog(title).getByRole('listitem')).toHaveText(['rows']);
        await isClean(action.slice(0, 4));
        await closed();
      }
      await page.getByRole('button', { name: 'Create a volume' }).click();
      const create = gantry.dialog('Create a volume');
      await create.getByRole('textbox', { name: 'Name', exact: true }).fill('x y');
      await create.getByRole('combobox', { name: 'Where the files are' }).click();
      await page.getByRole('option', { name: 'NFS share' }).click();
      await create.getByRole('button', { name: 'Add an option' }).click();
      await isClean('create');
      await closed();
      await page.getByRole('button', { name: 'Remove volumes that no container has' }).click();
      await gantry.dialog('Remove volumes that no container has').getByRole('radio', { name: /^All/ }).check();
      await isClean('prune');
      await closed();
    } finally {
      await gantry.goTo('Settings');
      await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText('System').click();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

test('a volume is found, opened and asked to be removed with the keyboard alone', async ({ gantry, made, api }) => {
  const name = made.volume('keys');
  await api.call('POST', '/volumes/create', { Name: name, Labels: { [TEST_LABEL]: '' } });
  const { page } = gantry;
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page.getByRole('heading', { level: 1, name: 'Volumes' })).toBeVisible();
  await gantry.volumes.shows(name, 'unused');
  await page.keyboard.press('/');
  await page.keyboard.type(`name:${name}`);
  await page.keyboard.press('Escape'); // the suggestions
  await page.keyboard.press('Enter'); // to the list
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: `Volume ${name}` })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(gantry.dialog(`Remove ${name}?`)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(gantry.dialog(`Back up ${name}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await gantry.volumes.shows(name, 'unused');
});
