import { expect } from '@playwright/test';
import { test } from '../engine/ownEngine.fixtures.ts';
import { RegistriesPage } from '../pages/registries.ts';

test('on Gantry’s own engine an insecure registry and a mirror are put into its settings, and it knows them at once', async ({
  gantry,
  own,
}) => {
  const registries = new RegistriesPage(gantry.page);
  const info = async () => {
    const { RegistryConfig } = await own.api.call<{
      RegistryConfig: { IndexConfigs: Record<string, { Secure: boolean }>; Mirrors: readonly string[] | null };
    }>('GET', '/info');
    return RegistryConfig;
  };
  await registries.open();
  await registries.add('registry.example:8443');
  const trust = registries.section('Trust');
  await trust.getByRole('button', { name: 'Change…' }).click();
  const dialog = gantry.dialog('Trust of registry.example:8443');
  await dialog.getByLabel(/^Insecure/).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await trust.getByRole('button', { name: 'Put it into the settings of Gantry’s engine' }).click();
  await expect(gantry.notice('Gantry’s engine knows it now').first()).toBeVisible();
  await expect.poll(async () => (await info()).IndexConfigs['registry.example:8443']?.Secure).toBe(false);

  await registries.item('Docker Hub').click();
  const mirrors = registries.section('Mirrors');
  await mirrors.getByLabel('Add a mirror').fill('https://mirror.example/with/path');
  await expect(mirrors).toContainText('without a path');
  await mirrors.getByLabel('Add a mirror').fill('https://mirror.example');
  await mirrors.getByRole('button', { name: 'Put it into the settings of Gantry’s engine' }).click();
  await expect.poll(async () => (await info()).Mirrors).toEqual(['https://mirror.example/']);
});
