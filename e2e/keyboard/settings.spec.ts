import { expect, test } from '../fixtures.ts';
import { Keys } from '../pages/keys.ts';

test('a setting is searched, changed and reset with the keyboard alone', async ({ gantry }) => {
  const { main, page } = gantry;
  const keys = new Keys(page);
  await keys.press('ControlOrMeta+,');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await keys.fill('Search settings', 'dark mode');
  await keys.tabTo('radio', 'System', main.getByRole('radiogroup', { name: 'Theme' }));
  await keys.arrowTo('radio', 'Dark', 'ArrowRight');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await keys.enter('button', 'Back to the default: Theme');
  await expect(main.getByRole('radio', { name: 'System' })).toBeChecked();
  await keys.tabBackTo('textbox', 'Search settings');
  await keys.type('crash');
  await keys.tabTo('switch', 'Containers that end again and again', main);
  const wasOn = await main.getByRole('switch', { name: 'Containers that end again and again' }).isChecked();
  await keys.press('Space');
  await expect(main.getByRole('switch', { name: 'Containers that end again and again' })).toBeChecked({
    checked: !wasOn,
  });
  await keys.press('Space');
});

test('the self-test is gone to and run, and what is found is left again, with the keyboard alone', async ({
  gantry,
}) => {
  const { main, page } = gantry;
  const keys = new Keys(page);
  await keys.press('ControlOrMeta+,');
  await keys.enter('link', 'Troubleshooting', main);
  await keys.enter('button', 'Run the self-test');
  await expect(main.getByText('Everything works.')).toBeVisible({ timeout: 30_000 });
  await keys.enter('button', 'Reset: Log of Gantry');
  await expect(gantry.dialog('Reset “Log of Gantry”?').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keys.press('Escape');
  await expect(main.getByRole('button', { name: 'Reset: Log of Gantry' })).toBeFocused();
});
