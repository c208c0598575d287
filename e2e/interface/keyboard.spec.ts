import { expect, test } from '../fixtures.ts';

test('a container is run, looked at, stopped and removed with the keyboard alone', async ({ gantry, made, api }) => {
  const { page, containers, runForm } = gantry;
  const { keyboard } = page;
  const name = made.name('keys');
  await keyboard.press('c');
  await expect(runForm.drawer).toBeVisible();
  await keyboard.type('busybox');
  await keyboard.press('Escape'); // the list of images
  const tabTo = async (label: string) => {
    const field = runForm.drawer.getByLabel(label, { exact: true });
    for (let press = 0; press < 20; press++) {
      if (await field.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to “${label}”.`);
  };
  await tabTo('Command');
  await keyboard.type('sh -c "trap exit TERM; while :; do sleep 1 & wait; done"');
  await tabTo('Name');
  await keyboard.type(name);
  await keyboard.press('ControlOrMeta+Enter');
  await expect(runForm.drawer).toBeHidden();
  await containers.shows(name, 'Running');

  // From the search into the list, and on it.
  await keyboard.press('/');
  await expect(containers.search).toBeFocused();
  await keyboard.type(name);
  await keyboard.press('Enter');
  await keyboard.press('Home');
  await expect(containers.row(name)).toBeFocused();
  await keyboard.press('x');
  await containers.shows(name, /Exited/);
  await keyboard.press('Delete');
  const dialog = gantry.dialog(`Remove ${name}?`);
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('ControlOrMeta+Enter');
  await containers.lacks(name);
  await expect(api.call('GET', `/containers/${name}/json`)).rejects.toThrow('404');
});

test('the palette goes anywhere and does anything', async ({ gantry, made }) => {
  const { name } = await made.container();
  const { page, containers } = gantry;
  await containers.shows(name, 'Running');
  await gantry.command('Go to Settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await gantry.command(`stop ${name}`);
  await gantry.goTo('Containers');
  await containers.shows(name, 'Exited (0)');
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { level: 1, name: 'Engine' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: /[Ss]hortcuts/ })).toContainText('Go to Containers');
});

test('single keys do nothing while text is typed, and can be turned off', async ({ gantry, made }) => {
  const { name } = await made.container();
  const { page, containers, runForm } = gantry;
  await containers.search.fill('c');
  await expect(runForm.drawer).toBeHidden();
  await containers.search.fill('');
  await gantry.goTo('Settings');
  await gantry.main.getByRole('switch', { name: 'Shortcuts of single keys' }).press('Space');
  await gantry.goTo('Containers');
  await containers.row(name).click();
  await page.keyboard.press('c');
  await page.keyboard.press('x');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await expect(runForm.drawer).toBeHidden();
  await containers.shows(name, 'Running');
});

test('focus is where it was after a dialog is closed', async ({ gantry, made }) => {
  const { name } = await made.container();
  const row = gantry.containers.row(name);
  await row.focus();
  await gantry.page.keyboard.press('Space');
  await gantry.page.keyboard.press('Delete');
  await expect(gantry.dialog(`Remove ${name}?`)).toBeVisible();
  await gantry.page.keyboard.press('Escape');
  await expect(gantry.page.getByRole('dialog')).toHaveCount(0);
  await expect(row).toBeFocused();
});
