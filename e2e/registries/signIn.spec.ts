import { readFile } from 'node:fs/promises';
import { KEYCHAIN } from '../../main/registries/testing/keychain.ts';
import { TEST_PASSWORD, TEST_USER } from '../../main/registries/testing/registry.ts';
import { expect, test } from './registries.fixtures.ts';

test('who signs in here is signed in with docker, and the secret moves into a keychain', async ({
  signed,
  started,
}) => {
  const { gantry, registries, configFile, docker } = signed;
  const { host } = await started({ auth: 'basic' });
  await registries.open();
  await registries.add(host);
  await expect(registries.item(host)).toContainText('Not signed in');

  const dialog = await registries.signIn(host, TEST_USER, 'wrong');
  await expect(dialog.getByRole('alert')).toContainText('does not accept this name and password');
  await expect(dialog.getByRole('figure', { name: 'The same on the command line' })).toContainText(
    `login --username ${TEST_USER} --password-stdin ${host}`,
  );
  await dialog.getByRole('textbox', { name: 'Password or access token' }).fill(TEST_PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(registries.item(host)).toContainText(TEST_USER);
  expect(JSON.parse(await readFile(configFile, 'utf8'))).toHaveProperty(['auths', host, 'auth']);

  // Base64 hides nothing: that is pointed out, with what helps.
  const access = registries.section('Sign-in');
  await expect(access).toContainText('Whoever can read');
  await access.getByRole('button', { name: `Move it into the keychain “${KEYCHAIN}”` }).click();
  await expect(access).toContainText(`in the keychain “${KEYCHAIN}”`);
  await expect(access).not.toContainText('Whoever can read');
  expect(await readFile(configFile, 'utf8')).not.toContain(
    Buffer.from(`${TEST_USER}:${TEST_PASSWORD}`).toString('base64'),
  );

  const image = `${host}/me/box:1`;
  await docker(['tag', 'busybox:latest', image]);
  await docker(['push', image]);
  await docker(['rmi', image]);
  await registries.browse();
  await expect(registries.names('Repositories')).toHaveText(['me/box']);

  await registries.detail.getByRole('button', { name: 'Sign out…' }).click();
  const confirm = gantry.dialog(`Sign out of ${host}?`);
  await expect(confirm).toContainText(`logout ${host}`);
  await confirm.getByRole('button', { name: 'Sign out' }).click();
  await expect(registries.item(host)).toContainText('Not signed in');
});

test('docker login and docker logout in a terminal are seen at once', async ({ signed, started }) => {
  const { registries, docker } = signed;
  const { host } = await started({ auth: 'basic' });
  await registries.open();
  await docker(['login', '--username', TEST_USER, '--password-stdin', host], TEST_PASSWORD);
  await expect(registries.item(host)).toContainText(TEST_USER);
  await docker(['logout', host]);
  await expect(registries.item(host)).toHaveCount(0);
});

test('a password is nowhere on the page, in the activity or among the jobs', async ({ signed, started }) => {
  const { gantry, registries } = signed;
  const { host } = await started({ auth: 'basic' });
  const password = 'not-to-be-seen-9137';
  await registries.open();
  await registries.add(host);
  const dialog = await registries.signIn(host, TEST_USER, password);
  await expect(dialog.getByRole('alert')).toBeVisible();
  await gantry.page.keyboard.press('Escape');
  await gantry.goTo('Activity');
  await gantry.activity.showActions();
  const action = gantry.activity.action(`Sign in to ${host}`);
  await expect(action).toBeVisible();
  await action.getByRole('button').first().click();
  expect(await gantry.page.content()).not.toContain(password);
});
