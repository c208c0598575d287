import { importRegistryImage, REGISTRY_IMAGE } from '../../main/registries/testing/registryImage.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from './registries.fixtures.ts';

const NAME = 'e2e-local-registry';
const VOLUME = 'e2e-local-registry-data';

test.beforeAll(async () => {
  const { cliPath, socketPath } = testEngine();
  await importRegistryImage(cliPath, socketPath);
});
test.afterEach(async ({ api }) => {
  await api.call('DELETE', `/containers/${NAME}?force=1`).catch(() => {});
  await api.call('DELETE', `/volumes/${VOLUME}`).catch(() => {});
});

test('a local registry is started, used, stopped and removed with its data [AC-45]', async ({
  signed,
  api,
  started,
}) => {
  const { gantry, registries, docker } = signed;
  // Something has the port already: another is suggested.
  const { port } = await started();
  await registries.open();
  await gantry.page.getByRole('button', { name: 'Local registry' }).click();
  const dialog = gantry.dialog('Start a local registry');
  await dialog.getByLabel('Image').fill(REGISTRY_IMAGE);
  await dialog.getByLabel('Container').fill(NAME);
  await dialog.getByLabel('Volume').fill(VOLUME);
  await dialog.getByLabel('Port').fill(String(port));
  await expect(dialog).toContainText('Taken by another program on this machine.');
  await dialog.getByRole('button', { name: /^Use port \d+$/ }).click();
  await expect(dialog.getByRole('figure', { name: 'The same on the command line' })).toContainText(`--name ${NAME}`);
  const used = Number(await dialog.getByLabel('Port').inputValue());
  expect(used).not.toBe(port);
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  const host = `localhost:${used}`;
  await expect(registries.item(host)).toContainText('Running');
  const { HostConfig } = await api.call<{ HostConfig: { PortBindings: object; RestartPolicy: { Name: string } } }>(
    'GET',
    `/containers/${NAME}/json`,
  );
  expect(HostConfig.PortBindings).toEqual({ '5000/tcp': [{ HostIp: '127.0.0.1', HostPort: String(used) }] });
  expect(HostConfig.RestartPolicy.Name).toBe('unless-stopped');

  const image = `${host}/alpine:1`;
  await docker(['tag', 'busybox:latest', image]);
  await docker(['push', image]);
  await docker(['rmi', image]);
  await registries.browse();
  await registries.openName('alpine');
  await registries.openName('1');
  await registries.tag('1').getByRole('button', { name: 'Pull' }).click();
  await expect(gantry.notice(`Pull ${image}`)).toBeVisible();
  expect(await docker(['run', '--rm', image, 'echo', 'it runs'])).toBe('it runs');
  await docker(['rmi', image]);

  await registries.detail.getByRole('tab', { name: 'Overview' }).click();
  const local = registries.section('This engine’s own registry');
  await local.getByRole('button', { name: 'Stop' }).click();
  await expect(registries.item(host)).toContainText('Stopped');
  const connection = registries.section('Connection');
  await connection.getByRole('button', { name: 'Test' }).click();
  await expect(connection.getByRole('alert')).toContainText('the connection was refused');
  await local.getByRole('button', { name: 'Start' }).click();
  await expect(registries.item(host)).toContainText('Running');

  await local.getByRole('button', { name: 'Remove…' }).click();
  const remove = gantry.dialog(`Remove the registry ${host}?`);
  await remove.getByRole('checkbox', { name: new RegExp(`Remove the volume ${VOLUME} too`) }).check();
  await expect(remove).toContainText(`docker`);
  await remove.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(registries.item(host)).toHaveCount(0);
  await expect(api.call('GET', `/volumes/${VOLUME}`)).rejects.toThrow('404');
  await expect(api.call('GET', `/containers/${NAME}/json`)).rejects.toThrow('404');
});
