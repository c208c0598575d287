import { uploadImage } from '../../main/registries/testing/images.ts';
import { expect, test } from './registries.fixtures.ts';

test('repositories, their tags and what is behind a tag are shown, searched and deleted', async ({
  signed,
  started,
}) => {
  const { gantry, registries } = signed;
  const { host } = await started();
  const platforms = ['linux/amd64', 'linux/arm64/v8'];
  const { digest } = await uploadImage(host, 'team/app', ['1.9', '1.10', 'latest'], { platforms });
  await uploadImage(host, 'team/app', ['0.1'], { salt: 'old' });
  await uploadImage(host, 'tools', ['1']);
  await registries.open();
  await registries.add(host);
  await registries.browse();
  await expect(registries.names('Repositories')).toHaveText(['team/app', 'tools']);
  await registries.detail.getByLabel('Search repositories').fill('app');
  await expect(registries.names('Repositories')).toHaveText(['team/app']);

  await registries.openName('team/app');
  await expect(registries.names('Tags')).toHaveText(['latest', '1.10', '1.9', '0.1']);
  await registries.openName('1.10');
  const tag = registries.tag('1.10');
  await expect(tag).toContainText(digest);
  await expect(tag.getByRole('rowheader')).toHaveText(platforms);
  await expect(tag.getByRole('figure', { name: 'To pull it' })).toContainText(`image pull ${host}/team/app:1.10`);

  await tag.getByRole('button', { name: 'Delete this tag…' }).click();
  const dialog = gantry.dialog('Delete team/app:1.10?');
  await expect(dialog.getByRole('list', { name: 'What this affects' }).getByRole('listitem')).toHaveText([
    /team\/app:1\.10/,
    'team/app:1.9',
    'team/app:latest',
  ]);
  await dialog.getByRole('button', { name: 'Delete 3 tags' }).click();
  await expect(dialog).toBeHidden();
  await expect(registries.names('Tags')).toHaveText(['0.1']);
});

test('a registry that forbids deleting says so, and nothing is lost', async ({ signed, started }) => {
  const { gantry, registries } = signed;
  const { host } = await started({ delete: false });
  await uploadImage(host, 'app', ['1']);
  await registries.open();
  await registries.add(host);
  await registries.browse();
  await registries.openName('app');
  await registries.openName('1');
  await registries.tag('1').getByRole('button', { name: 'Delete this tag…' }).click();
  const dialog = gantry.dialog('Delete app:1?');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('does not let images be deleted');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(registries.names('Tags')).toHaveText(['1']);
});

test('a registry with an authority of its own is trusted by a CA file, and what the engine needs is said', async ({
  signed,
  started,
}) => {
  const { gantry, registries } = signed;
  const { host, caFile } = await started({ tls: true });
  await registries.open();
  await registries.add(host);
  const trust = registries.section('Trust');
  await trust.getByRole('button', { name: 'Change…' }).click();
  const dialog = gantry.dialog(`Trust of ${host}`);
  // As the engine does, one on this computer is taken as it is until somebody says otherwise.
  await dialog.getByLabel(/^Insecure/).uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const connection = registries.section('Connection');
  await connection.getByRole('button', { name: 'Test' }).click();
  await expect(connection.getByRole('alert')).toContainText(`The certificate of ${host} is not trusted.`);
  await connection.getByRole('button', { name: 'Change how it is trusted…' }).click();
  await dialog.getByLabel('CA file').fill('/nowhere/ca.crt');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('There is no file “/nowhere/ca.crt”.');
  await dialog.getByLabel('CA file').fill(caFile!);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await connection.getByRole('button', { name: 'Test' }).click();
  await expect(connection).toContainText('over HTTPS');
  await expect(connection).toContainText('reaches and trusts it');

  await registries.add('registry.example:8443');
  await trust.getByRole('button', { name: 'Change…' }).click();
  const other = gantry.dialog('Trust of registry.example:8443');
  await other.getByLabel(/^Insecure/).check();
  await expect(other).toContainText('Nothing proves then');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(trust.getByRole('figure', { name: 'What the engine’s daemon.json needs' })).toContainText(
    '"insecure-registries": [ "registry.example:8443" ]',
  );
});
