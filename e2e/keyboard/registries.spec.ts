import { uploadImage } from '../../main/registries/testing/images.ts';
import { TEST_PASSWORD, TEST_USER } from '../../main/registries/testing/registry.ts';
import { Keys } from '../pages/keys.ts';
import { expect, test } from '../registries/registries.fixtures.ts';

test('a registry is added and signed in to, its image found and pulled, with the keyboard alone', async ({
  signed,
  started,
}) => {
  test.slow();
  const { gantry, registries, docker } = signed;
  const { page } = gantry;
  const keys = new Keys(page);
  const { host } = await started({ auth: 'basic' });
  await uploadImage(host, 'team/keys', ['1', '2']);
  await gantry.containers.isReady();
  try {
    await test.step('sign in', async () => {
      await keys.press('g', 'r');
      await expect(registries.item('Docker Hub')).toBeVisible();
      await keys.enter('button', 'Add');
      await keys.fill('Address', host, gantry.dialog('Add a registry'));
      await keys.press('Enter');
      await expect(registries.detail.getByRole('heading', { name: host })).toBeVisible();
      await keys.enter('button', 'Sign in…', registries.detail);
      const dialog = gantry.dialog(`Sign in to ${host}`);
      await expect(dialog.getByLabel('User name')).toBeFocused();
      await page.keyboard.type(TEST_USER);
      await keys.fill('Password or access token', TEST_PASSWORD, dialog);
      await keys.press('Enter');
      await expect(dialog).toHaveCount(0);
      await expect(registries.section('Sign-in')).toContainText(TEST_USER);
    });
    await test.step('search', async () => {
      await keys.command('Search for images');
      await expect(page.getByRole('textbox', { name: 'Search for images' })).toBeFocused();
      await page.keyboard.type('keys');
      await keys.tabTo('button', /team\/keys/);
      await keys.press('Enter');
      await keys.tabTo('button', /^2/);
      await keys.press('Enter');
      await keys.enter('button', `Pull ${host}/team/keys:2…`);
    });
    await test.step('pull', async () => {
      const dialog = gantry.dialog('Pull an image');
      await expect(dialog.getByRole('textbox', { name: 'Image' })).toHaveValue(`${host}/team/keys:2`);
      await keys.enter('button', 'Pull', dialog);
      await expect(dialog.getByRole('region', { name: 'Result' })).toContainText(`Pulled ${host}/team/keys:2`);
      await keys.enter('button', 'Close', dialog);
      await expect(
        page.getByRole('button', { name: /^2/, pressed: true }).or(page.getByRole('textbox')),
      ).not.toHaveCount(0);
    });
  } finally {
    await docker(['image', 'rm', `${host}/team/keys:2`]).catch(() => undefined);
  }
});
