import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { uploadImage } from '../../main/registries/testing/images.ts';
import { TEST_PASSWORD, TEST_USER } from '../../main/registries/testing/registry.ts';
import { expect, test } from './registries.fixtures.ts';

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
}

for (const theme of ['Light', 'Dark'] as const) {
  test(`in the ${theme.toLowerCase()} theme axe finds nothing serious in registries and their dialogs`, async ({
    signed,
    started,
  }) => {
    test.slow();
    const { gantry, registries, docker } = signed;
    const { page } = gantry;
    const { host } = await started({ auth: 'basic' });
    await uploadImage(host, 'team/app', ['1', '2']);
    await docker(['login', '--username', TEST_USER, '--password-stdin', host], TEST_PASSWORD);
    await gantry.goTo('Settings');
    await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    await registries.open();
    const isClean = async (what: string) => expect(await findings(page), what).toEqual([]);
    const closed = async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    };
    await registries.item(host).click();
    await registries.section('Connection').getByRole('button', { name: 'Test' }).click();
    await expect(registries.section('Connection')).toContainText('lets you in');
    await isClean('overview');
    await registries.section('Trust').getByRole('button', { name: 'Change…' }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/^Insecure/)
      .check();
    await isClean('trust');
    await closed();
    await registries.detail.getByRole('button', { name: 'Sign out…' }).click();
    await isClean('sign-out');
    await closed();
    await registries.browse();
    await registries.openName('team/app');
    await registries.openName('1');
    await expect(registries.tag('1').getByRole('table')).toBeVisible();
    await isClean('a tag');
    await registries.tag('1').getByRole('button', { name: 'Delete this tag…' }).click();
    await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    await isClean('delete');
    await closed();
    await registries.item('Docker Hub').click();
    await isClean('Docker Hub');
    await registries.detail.getByRole('button', { name: 'Sign in…' }).click();
    await isClean('sign-in');
    await closed();
    for (const button of ['Add', 'Local registry']) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await isClean(button);
      await closed();
    }
  });
}

test('registries are gone to, opened and left with the keyboard alone', async ({ signed }) => {
  const { gantry, registries } = signed;
  const { page } = gantry;
  await gantry.containers.isReady();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(registries.item('Docker Hub')).toBeVisible();
  await registries.add('quay.io');
  await registries.item('Docker Hub').focus();
  await page.keyboard.press('ArrowDown');
  await expect(registries.item('quay.io')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(registries.detail.getByRole('heading', { name: 'quay.io' })).toBeVisible();
  // A dialog gives the focus back to where it was.
  const button = registries.detail.getByRole('button', { name: 'Sign in…' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(gantry.dialog('Sign in to quay.io').getByLabel('User name')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await gantry.command('Start a local registry');
  await expect(gantry.dialog('Start a local registry')).toBeVisible();
});
