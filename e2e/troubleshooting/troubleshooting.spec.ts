import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

async function serious(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
}

test('the self-test runs by the keyboard, takes every step and leaves nothing', async ({ gantry, api }) => {
  const { main, page } = gantry;
  await gantry.goTo('Settings');
  await main.getByRole('link', { name: 'Troubleshooting' }).press('Enter');
  await main.getByRole('button', { name: 'Run the self-test' }).press('Enter');
  await expect(main.getByText('Everything works.')).toBeVisible({ timeout: 30_000 });
  const steps = main.getByRole('list', { name: 'Steps of the self-test' }).getByRole('listitem');
  await expect(steps).toHaveCount(6);
  for (const step of await steps.all()) await expect(step).toContainText(/ms|\ds/);
  const filters = encodeURIComponent(JSON.stringify({ label: ['gantry.helper=self-test'] }));
  expect(await api.call('GET', `/containers/json?all=1&filters=${filters}`)).toEqual([]);
  expect(await serious(page)).toEqual([]);
});

test('diagnostics are saved, and a part is reset after it was said what goes', async ({ gantry }) => {
  const { main, page } = gantry;
  await gantry.goTo('Settings');
  await main.getByRole('link', { name: 'Troubleshooting' }).click();
  const downloading = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Save diagnostics…' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^gantry-diagnostics-.*\.tar\.gz$/);
  await expect(main.getByText(/It holds: .*gantry\.log/)).toBeVisible();
  await expect(main.getByRole('log')).toContainText(/T[\d:.]+Z (info|error) /); // its last lines, whatever it did
  await main.getByRole('button', { name: 'Reset: Log of Gantry' }).click();
  const dialog = gantry.dialog('Reset “Log of Gantry”?');
  await expect(dialog.getByRole('listitem')).toContainText('gantry.log');
  await dialog.getByRole('button', { name: 'Reset' }).click();
  await expect(dialog).toHaveCount(0);
});

for (const theme of ['Light', 'Dark'] as const) {
  test(`a term is explained where it stands, and axe finds nothing serious in the ${theme.toLowerCase()} theme`, async ({
    gantry,
  }) => {
    const { main, page } = gantry;
    await gantry.goTo('Settings');
    await main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    await main.getByRole('link', { name: 'Troubleshooting' }).click();
    await expect(main.getByRole('region', { name: 'Self-test' })).toBeVisible();
    expect(await serious(page)).toEqual([]);
    await gantry.goTo('Volumes');
    await main.getByRole('button', { name: 'What is this?' }).press('Enter');
    const popup = page.getByRole('dialog', { name: 'Volume' });
    await expect(popup).toContainText('outside of all containers');
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(main.getByRole('button', { name: 'What is this?' })).toBeFocused();
    await page.keyboard.press('Enter');
    await popup.getByRole('link', { name: 'All terms' }).click();
    await main.getByRole('textbox', { name: 'Search the glossary' }).fill('SIGTERM');
    await expect(main.getByRole('heading', { level: 2 })).toHaveText(['Container']);
    expect(await serious(page)).toEqual([]);
  });
}
