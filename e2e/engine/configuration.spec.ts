import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './ownEngine.fixtures.ts';

test.describe('the configuration of an own engine @browser', () => {
  test('is changed by a form and as text; what the engine does not come up with goes back by itself', async ({
    gantry,
    own,
  }) => {
    test.slow();
    const { main, page, engine } = gantry;
    await engine.open('Configuration');
    const save = main.getByRole('button', { name: 'Save' });
    await main.getByRole('textbox', { name: 'Labels of the engine' }).fill('team=blue\nfloor=2');
    await main.getByRole('textbox', { name: 'Log options' }).fill('max-size');
    await expect(main.getByText('Write key=value, one per line.')).toBeVisible();
    await main.getByRole('textbox', { name: 'Log options' }).fill('max-size=5m');
    await save.click();
    await expect(save).toBeDisabled();
    // In no order: dockerd keeps them in a map.
    const labels = async () => (await own.api.call<{ Labels: string[] }>('GET', '/info')).Labels.toSorted();
    await expect.poll(labels).toEqual(['floor=2', 'team=blue']);
    await main.getByRole('button', { name: 'Restart the engine' }).click();
    await expect(main.getByText(/takes effect when the engine is started again/)).toHaveCount(0, { timeout: 20_000 });

    await main.getByRole('radiogroup', { name: 'Shown as' }).getByText('Text').click();
    const text = main.getByRole('textbox', { name: 'daemon.json' });
    await expect(text).toContainText('"max-size": "5m"');
    await text.fill('{ "mtu": "large" }');
    await expect(main.locator('.cm-lintRange-error')).toHaveText('"mtu"');
    await expect(save).toBeDisabled();
    await text.fill('{ "hologram": true }');
    await save.click();
    await expect(main.getByRole('alert')).toContainText('hologram');

    await text.fill('{ "storage-driver": "btrfs" }');
    await page.keyboard.press('ControlOrMeta+s');
    await main.getByRole('button', { name: 'Restart the engine' }).click();
    const refused = main.getByRole('alert').filter({ hasText: 'went back to the one before' });
    await expect(refused).toContainText('btrfs', { timeout: 40_000 });
    await expect(text).toContainText('team=blue');
    expect(await labels()).toEqual(['floor=2', 'team=blue']);
    await refused.getByRole('button', { name: 'Correct it' }).click();
    await expect(text).toContainText('btrfs');
    await text.fill('{}');
    await save.click();
    await expect(refused).toHaveCount(0);
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`has nothing serious for axe in the ${theme} theme, as a form and as text`, async ({ gantry }) => {
      const { main, page, engine } = gantry;
      await page.emulateMedia({ colorScheme: theme });
      await engine.open('Configuration');
      await expect(main.getByRole('textbox', { name: 'Mirrors of Docker Hub' })).toBeVisible();
      const serious = async () =>
        (await new AxeBuilder({ page }).analyze()).violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join('; ')}`);
      expect(await serious()).toEqual([]);
      await main.getByRole('radiogroup', { name: 'Shown as' }).getByText('Text').click();
      await main.getByRole('textbox', { name: 'daemon.json' }).fill('{ "mtu": "large" }');
      await expect(main.locator('.cm-lintRange-error')).toBeVisible();
      expect(await serious()).toEqual([]);
      await main.getByRole('button', { name: 'Revert' }).click();
    });
  }
});
