import { expect } from '@playwright/test';
import { getBusybox, test } from './ownEngine.fixtures.ts';

test.describe('the reset of an own engine @browser', () => {
  test('says what goes by name, and leaves an engine that runs and has nothing', async ({ gantry, own, made }) => {
    test.slow();
    const { main } = gantry;
    await getBusybox(own);
    const volume = made.volume('notes');
    const { name } = await made.container({
      stopTimeoutSeconds: 0,
      hostConfig: { Mounts: [{ Type: 'volume', Source: volume, Target: '/data' }] },
    });
    await gantry.containers.shows(name, 'Running');
    await gantry.goTo('Settings');
    await main.getByRole('link', { name: 'Troubleshooting' }).click();
    await main.getByRole('button', { name: 'Reset: Gantry’s engine' }).click();
    const dialog = gantry.dialog('Reset Gantry’s engine?');
    await expect(dialog.getByRole('listitem').filter({ hasText: '1 container' })).toContainText(name);
    await expect(dialog.getByRole('listitem').filter({ hasText: '1 volume' })).toContainText(volume);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const pid = await own.pid();
    await gantry.goTo('Containers');
    await gantry.containers.shows(name, 'Running');

    await gantry.goTo('Settings');
    await main.getByRole('link', { name: 'Troubleshooting' }).click();
    await main.getByRole('button', { name: 'Reset: Gantry’s engine' }).click();
    await dialog.getByRole('button', { name: 'Reset' }).click();
    await expect(dialog).toHaveCount(0, { timeout: 30_000 });
    expect(await own.pid()).not.toBe(pid);
    for (const kind of ['containers/json?all=1', 'images/json']) {
      expect(await own.api.call('GET', `/${kind}`)).toEqual([]);
    }
    await gantry.goTo('Containers');
    await gantry.containers.isReady();
    await gantry.containers.lacks(name);
  });
});
