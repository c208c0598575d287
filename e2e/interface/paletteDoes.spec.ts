import { expect, test } from '../fixtures.ts';

test('the palette changes the theme and back', async ({ gantry }) => {
  const scheme = gantry.page.locator('html');
  await gantry.command('use dark theme');
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await gantry.command('use light theme');
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
  // What it is already is not offered.
  await gantry.page.keyboard.press('ControlOrMeta+k');
  const palette = gantry.dialog('Command palette');
  await palette.getByRole('combobox').fill('theme');
  await expect(palette.getByRole('option', { name: 'Use the dark theme' })).toBeVisible();
  await expect(palette.getByRole('option', { name: 'Use the light theme' })).toHaveCount(0);
  await palette.getByRole('option', { name: 'Use the theme of the system' }).click();
});

test('the palette opens a terminal in a container, and its main process beside it', async ({ gantry, made }) => {
  const { name } = await made.container({
    command: ['sh', '-c', 'trap "exit 0" TERM; while :; do echo beat; sleep 0.3; done'],
  });
  await gantry.containers.shows(name, 'Running');
  const { terminal } = gantry.detail;
  await gantry.goTo('Settings');
  await gantry.command(`Open a terminal in ${name}`);
  await terminal.isReady();
  await gantry.goTo('Settings');
  await gantry.command(`Attach ${name}`);
  await expect(terminal.tabs.getByRole('tab', { selected: true })).toHaveText('main process');
  await terminal.says('beat');
  await expect(terminal.tabs.getByRole('tab')).toHaveCount(2);
  // Without a name it asks which one.
  await gantry.goTo('Settings');
  await gantry.page.keyboard.press('ControlOrMeta+k');
  const palette = gantry.dialog('Command palette');
  await palette.getByRole('combobox').fill('open a terminal');
  await expect(palette.getByRole('option', { name: `Open a terminal in ${name}` })).toBeVisible();
});

test('what was searched for is still there after a reload', async ({ gantry, made }) => {
  const { name } = await made.container({ start: false });
  const other = await made.container({ start: false });
  const { containers, page } = gantry;
  await containers.searchFor(name);
  await containers.lacks(other.name);
  await page.reload();
  await containers.shows(name, 'Created');
  await expect(containers.search).toHaveValue(name);
  await containers.lacks(other.name);
});
