import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { Gantry } from '../pages/gantry.ts';
import { speakTo } from '../support/rawRequests.ts';
import { newDataDir, type RunningApp, startApp } from '../support/runningApp.ts';

async function serious(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
}

test('a setting is found by what people call it, in each language, and led to where it is made', async ({ gantry }) => {
  const { main } = gantry;
  await gantry.goTo('Settings');
  const box = main.getByRole('textbox', { name: 'Search settings' });
  await box.fill('dark mode');
  await expect(main.getByRole('radiogroup')).toHaveCount(1);
  await expect(main.getByRole('radiogroup', { name: 'Theme' })).toBeVisible();
  await box.fill('idioma');
  await main.getByRole('radiogroup', { name: 'Language' }).getByText('Español').click();
  const buscar = main.getByRole('textbox', { name: 'Buscar en los ajustes' });
  await buscar.fill('contrasena');
  await expect(main.getByRole('link', { name: /Registros de imágenes/ })).toBeVisible();
  await buscar.fill('Sprache');
  await main.getByRole('radiogroup').getByText('Deutsch').click();
  const suchen = main.getByRole('textbox', { name: 'Einstellungen durchsuchen' });
  await suchen.fill('arbeitsspeicher');
  await main.getByRole('link', { name: /Engine und ihre Ressourcen/ }).press('Enter');
  await expect(gantry.page).toHaveURL(/#\/engine\/own$/);
});

test('each setting says its default, and one that is another goes back to it by the keyboard', async ({ gantry }) => {
  const { main, page } = gantry;
  await gantry.goTo('Settings');
  const back = main.getByRole('button', { name: 'Back to the default: Time to stop' });
  await expect(main.getByText('Default: 10 s.')).toBeVisible();
  await expect(back).toHaveCount(0);
  const field = main.getByRole('textbox', { name: 'Time to stop, in seconds' });
  await field.fill('42');
  await field.press('Enter');
  await expect(back).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(back).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('10 s');
  await expect(back).toHaveCount(0);
});

test('an address of a proxy that cannot be one is said, and not kept', async ({ gantry }) => {
  const { main } = gantry;
  await gantry.goTo('Settings');
  const proxy = main.getByRole('radiogroup', { name: 'Proxy' });
  await proxy.getByText('Manual').click();
  const field = main.getByRole('textbox', { name: 'Proxy for HTTPS' });
  await field.fill('socks5://proxy:1080');
  await expect(main.getByText('A proxy is reached by http:// or https://.')).toBeVisible();
  await field.fill('http://proxy.example:3128');
  await field.press('Enter');
  await gantry.page.reload();
  await expect(field).toHaveValue('http://proxy.example:3128');
  await main.getByRole('button', { name: 'Back to the default: Proxy' }).click();
  await expect(field).toHaveCount(0);
});

test('settings are exported without secrets, and an import says first what it changes', async ({ gantry }) => {
  const { main, page } = gantry;
  await gantry.goTo('Settings');
  const downloading = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Export…' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^gantry-settings-.*\.json$/);
  const exported = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown>;
  expect(exported).toMatchObject({ kind: 'gantry-settings', stopTimeoutSeconds: 10 });
  const take = async (settings: object) => {
    await main.getByLabel('File with settings').setInputFiles({
      name: 'settings.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(settings)),
    });
  };
  await take({ ...exported, stopTimeoutSeconds: -5 });
  await expect(main.getByRole('alert')).toContainText('“stopTimeoutSeconds”');
  await take({ ...exported, stopTimeoutSeconds: 77, hologram: true });
  const dialog = gantry.dialog('Take over these settings?');
  await expect(dialog).toContainText('Time to stop');
  await expect(dialog).toContainText('10 → 77');
  await expect(dialog).toContainText('hologram');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(main.getByRole('textbox', { name: 'Time to stop, in seconds' })).toHaveValue('10 s');
  await take({ ...exported, stopTimeoutSeconds: 77 });
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await expect(main.getByRole('textbox', { name: 'Time to stop, in seconds' })).toHaveValue('77 s');
});

for (const theme of ['Light', 'Dark'] as const) {
  test(`in the ${theme.toLowerCase()} theme axe finds nothing serious in the settings`, async ({ gantry }) => {
    const { main, page } = gantry;
    await gantry.goTo('Settings');
    await main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    await main.getByRole('radiogroup', { name: 'Proxy' }).getByText('Manual').click();
    await expect(main.getByRole('region', { name: 'Command line tools' })).toBeVisible();
    await expect(main.getByRole('region', { name: 'Updates' })).toBeVisible();
    expect(await serious(page)).toEqual([]);
    await main.getByRole('textbox', { name: 'Search settings' }).fill('nothing is called this');
    await expect(main.getByText('No setting fits')).toBeVisible();
    expect(await serious(page)).toEqual([]);
    await main.getByRole('button', { name: 'Clear search' }).click();
    await main.getByRole('radiogroup', { name: 'Proxy' }).getByText('System').click();
  });
}

test.describe('on a computer that a company manages', () => {
  let app: RunningApp;
  let file: string;
  test.beforeAll(async () => {
    const dataDir = await newDataDir();
    file = path.join(dataDir, 'policy.json');
    const settings = {
      ...{ theme: 'dark', stopTimeoutSeconds: 25, colour: 'red', tagCheckHours: 24 },
      ...{ notifications: { crashLoops: false }, diskRules: [], registries: [] },
      engine: { place: 'native', vm: { cpus: 2, folders: [] } },
    };
    await writeFile(file, JSON.stringify({ reason: 'Example Ltd, IT.', settings }));
    app = await startApp(testEngine().socketPath, [], { dataDir, env: { GANTRY_POLICY_FILE: file } });
  });
  test.afterAll(() => app.stop());

  test('what it has set is shown as set, with its reason, and cannot be changed, by the API either', async ({
    browser,
  }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(app.url);
    const gantry = new Gantry(page);
    await gantry.goTo('Settings');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    const managed = gantry.main.getByRole('region', { name: 'Managed by your organisation' });
    await expect(managed).toContainText('has set 9 settings');
    await expect(managed).toContainText('“colour”');
    const field = gantry.main.getByRole('textbox', { name: 'Time to stop, in seconds' });
    await expect(field).toHaveValue('25 s');
    await expect(field).toBeDisabled();
    expect(await serious(page)).toEqual([]);
    const { client, close } = speakTo(app.url);
    await expect(client.app.updateSettings({ theme: 'light' })).rejects.toMatchObject({
      error: { code: 'permission-denied', message: expect.stringContaining('Example Ltd, IT.') },
    });
    close();
    await context.close();
  });

  test('every page that has one of these settings shows it as set, and its controls are disabled', async ({
    browser,
  }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(app.url);
    const gantry = new Gantry(page);
    const { main } = gantry;
    const reason = 'Set by your organisation: Example Ltd, IT.';
    await gantry.goTo('Settings');
    const told = main.getByRole('region', { name: 'Notifications' });
    await expect(told.getByText(reason)).toHaveCount(3);
    for (const one of await told.getByRole('switch').all()) await expect(one).toBeDisabled();
    await expect(told.getByRole('switch', { name: 'Containers that end again and again' })).not.toBeChecked();
    for (const link of ['Engine and its resources', 'Shared folders', 'Registries', 'Clean-up rules', 'Newer images']) {
      await expect(main.getByRole('link', { name: new RegExp(`^${link}`) })).toContainText(reason);
    }
    await gantry.engine.open('Gantry’s engine');
    await expect(main.getByRole('region', { name: 'Where it runs' })).toContainText(reason);
    await expect(main.getByRole('radio', { name: 'In a light VM' })).toBeDisabled();
    await gantry.goTo('Registries');
    await expect(main.getByText(reason)).toBeVisible();
    await expect(main.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
    await gantry.goTo('Disk');
    await main.getByRole('link', { name: 'Rules' }).click();
    await expect(main.getByText(reason)).toBeVisible();
    await expect(main.getByRole('button', { name: 'New rule' })).toBeDisabled();
    await gantry.command('Check for newer images');
    const dialog = gantry.dialog('Newer images');
    await expect(dialog.getByText(reason)).toHaveCount(1);
    await expect(dialog.getByRole('combobox', { name: 'Look by itself' })).toBeDisabled();
    await expect(dialog.getByRole('combobox', { name: 'Look by itself' })).toHaveValue('24');
    expect(await serious(page)).toEqual([]);
    await context.close();
  });
});
