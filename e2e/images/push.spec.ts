import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import {
  type RunningRegistry,
  startRegistry,
  TEST_PASSWORD,
  TEST_USER,
} from '../../main/registries/testing/registry.ts';
import { expect, test } from '../fixtures.ts';
import { Gantry } from '../pages/gantry.ts';
import { docker, makeImage } from '../support/published.ts';
import { newDataDir, startApp } from '../support/runningApp.ts';

let registry: RunningRegistry;
test.beforeAll(async () => {
  registry = await startRegistry();
});
test.afterAll(() => registry.close());

test('an image is tagged and pushed in one step, its digest is said, and a pull brings the same back [S15, S22]', async ({
  gantry,
  made,
}) => {
  const { page } = gantry;
  const image = made.image('local');
  await makeImage(made.name('maker'), [image]);
  const target = made.pulled(`${registry.host}/me/rhel:v1`);
  await gantry.command('Push an image');
  const dialog = gantry.dialog('Push an image');
  await dialog.getByRole('combobox', { name: 'Image' }).fill(image);
  await page.getByRole('option', { name: image }).click();
  await expect(dialog.getByRole('list', { name: 'Before it is sent' })).toContainText('not signed in to Docker Hub');
  await dialog.getByRole('textbox', { name: 'Push as' }).fill(target);
  await expect(dialog.getByRole('list', { name: 'Before it is sent' })).toBeHidden();
  await expect(dialog.getByText(`image tag ${image} ${target}`)).toContainText(`image push ${target}`);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect((await new AxeBuilder({ page }).include('[role="dialog"]').analyze()).violations).toEqual([]);
  }
  await dialog.getByRole('button', { name: 'Tag and push' }).click();
  const pushed = dialog.getByRole('list', { name: 'What was pushed' }).getByRole('listitem');
  await expect(pushed).toContainText(target);
  await dialog.getByRole('button', { name: `Copy the digest of ${target}` }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(new RegExp(`^${registry.host}/me/rhel@sha256:[0-9a-f]{64}$`));
  await docker('rmi', target, image);
  await docker('pull', '--quiet', copied);
  await docker('rmi', copied);
});

test('a name that is not yours is said before anything is sent, and what fails leaves no new name', async ({
  gantry,
  made,
}) => {
  const image = made.image('kept');
  await makeImage(made.name('maker'), [image]);
  await gantry.command('Push an image');
  const dialog = gantry.dialog('Push an image');
  await dialog.getByRole('combobox', { name: 'Image' }).fill(image);
  await gantry.page.getByRole('option', { name: image }).click();
  const target = dialog.getByRole('textbox', { name: 'Push as' });
  await target.fill('nginx');
  await expect(dialog.getByRole('list', { name: 'Before it is sent' })).toContainText(
    'one of Docker’s official images',
  );
  await target.fill('UPPER/case');
  await expect(target).toHaveAccessibleDescription(/lower case/);
  await expect(dialog.getByRole('button', { name: /push/i }).last()).toBeDisabled();

  await target.fill('127.0.0.1:1/team/app:1');
  await dialog.getByRole('button', { name: 'Tag and push' }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    'does not answer (connection refused). The new name 127.0.0.1:1/team/app:1 was taken away again.',
  );
  await expect(docker('image', 'inspect', '127.0.0.1:1/team/app:1')).rejects.toThrow(/No such image/);
});

test('a newer image in the registry is noticed, and its container made anew from it [S23]', async ({
  gantry,
  made,
}) => {
  const tag = made.pulled(`${registry.host}/${made.name('watched').toLowerCase()}:stable`);
  await makeImage(made.name('old'), [tag]);
  await docker('push', '--quiet', tag);
  const name = made.name('web');
  const container = await docker(
    'run',
    '--detach',
    '--label',
    'gantry.test',
    '--stop-timeout',
    '0',
    '--name',
    name,
    tag,
  );
  const old = await docker('image', 'inspect', '--format', '{{.Id}}', tag);
  await makeImage(made.name('new'), [tag]);
  await docker('push', '--quiet', tag);
  await docker('tag', old, tag);

  await gantry.command('Check for newer images');
  const list = gantry.dialog('Newer images');
  await expect(
    list.getByRole('list', { name: 'Watched tags' }).getByRole('listitem').filter({ hasText: tag }),
  ).toContainText('has a newer image');
  expect((await new AxeBuilder({ page: gantry.page }).include('[role="dialog"]').analyze()).violations).toEqual([]);
  await list.getByRole('button', { name: 'Close' }).click();
  await gantry.goTo('Images');
  await expect(gantry.page.getByRole('link', { name: tag })).toContainText('newer in its registry');
  await gantry.command('Check for newer images');
  await list.getByRole('button', { name: `Update the containers of ${tag}` }).click();
  const dialog = gantry.dialog(`Update the containers of ${tag}`);
  await expect(dialog.getByRole('checkbox', { name })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name })).toHaveAccessibleDescription(/starts beside it/);
  await dialog.getByRole('button', { name: 'Pull and update 1 container' }).click();
  await expect(dialog.getByRole('region', { name: 'Progress' })).toContainText('Updated 1 container', {
    timeout: 30_000,
  });
  const now = await docker('inspect', '--format', '{{.Id}} {{.Image}} {{.State.Running}}', name);
  expect(now).not.toContain(container);
  expect(now).not.toContain(old);
  expect(now).toMatch(/true$/);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(gantry.page.getByRole('link', { name: tag })).not.toContainText('newer in its registry');
  await gantry.goTo('Containers');
  await gantry.containers.shows(name, 'Running');
  await docker('rmi', '--force', old);
});

test('where one may push to is told by the registry that one is signed in to, also what no image here is called by [AC-46]', async ({
  page,
  made,
  api,
}) => {
  const own = await startRegistry({ auth: 'basic' });
  const dataDir = await newDataDir();
  const auth = Buffer.from(`${TEST_USER}:${TEST_PASSWORD}`).toString('base64');
  await mkdir(path.join(dataDir, 'docker'));
  await writeFile(path.join(dataDir, 'docker/config.json'), JSON.stringify({ auths: { [own.host]: { auth } } }));
  const app = await startApp(api.socketPath, [], { dataDir });
  const image = made.image('wide');
  await makeImage(made.name('maker'), [image]);
  try {
    await page.goto(app.url);
    await expect(page.getByRole('heading', { name: 'Containers' })).toBeVisible();
    const gantry = new Gantry(page);
    const dialog = gantry.dialog('Push an image');
    const target = dialog.getByRole('textbox', { name: 'Push as' });
    const pushAs = async (reference: string) => {
      await gantry.command('Push an image');
      await dialog.getByRole('combobox', { name: 'Image' }).fill(image);
      await page.getByRole('option', { name: image }).click();
      await target.fill(reference);
      await dialog.getByRole('button', { name: 'Tag and push' }).click();
      await expect(dialog.getByRole('list', { name: 'What was pushed' })).toContainText('sha256:');
      await dialog.getByRole('button', { name: 'Close' }).click();
      await docker('rmi', reference);
    };
    await pushAs(`${own.host}/acme/tools/first:1`);
    await gantry.command('Push an image');
    await dialog.getByRole('textbox', { name: 'Push as' }).fill('app:2');
    const places = dialog.getByRole('group', { name: 'Where to' }).getByRole('button');
    await expect(places.first()).toHaveText(`${own.host}/${TEST_USER}/signed in`);
    await places.filter({ hasText: `${own.host}/acme/tools/` }).click();
    await expect(target).toHaveValue(`${own.host}/acme/tools/app:2`);
  } finally {
    await app.stop();
    await own.close();
  }
});
