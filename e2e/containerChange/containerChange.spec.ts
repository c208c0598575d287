import { expect, test } from '../fixtures.ts';
import { ContainerChange } from '../pages/containerChange.ts';
import { ContextFolder } from '../support/contextFolder.ts';
import { execIn } from '../support/exec.ts';
import { inspect } from '../support/containers.ts';

const SECONDS = 30_000;

test('one variable is changed: what becomes different is shown, and the old one can be had back', async ({
  gantry,
  made,
  api,
}) => {
  const { page, containers } = gantry;
  const change = new ContainerChange(page);
  const { id, name } = await made.container({ env: ['MODE=test', 'API_TOKEN=s3cret'], stopTimeoutSeconds: 1 });
  await containers.choose(name, 'Edit…');
  await change.field('Variable 1: value').fill('production');
  await change.review();
  await change.shows('MODE', 'test', 'production');
  await expect(change.drawer.getByRole('list', { name: 'What happens' })).toContainText('nothing is interrupted');
  await expect(change.drawer).not.toContainText('s3cret');
  await change.apply();
  await expect(change.drawer).toBeHidden({ timeout: SECONDS });
  const after = await inspect(api, name);
  expect(after.Id).not.toBe(id);
  expect(after.Config.Env).toEqual(expect.arrayContaining(['MODE=production', 'API_TOKEN=s3cret']));
  // It is what is shown now.
  await expect(page).toHaveURL(new RegExp(after.Id));

  await gantry.goTo('Undo');
  const kept = change.kept.filter({ hasText: name });
  await expect(kept).toContainText('of files of its own');
  await kept.getByRole('button', { name: `Roll back ${name}` }).click();
  await gantry.dialog(`Roll back ${name}?`).getByRole('button', { name: 'Roll back' }).click();
  // For a moment, between two renames, nobody has the name.
  const old = async () => {
    const { Name, State } = await inspect(api, id);
    return [Name, State.Running];
  };
  await expect.poll(old, { timeout: SECONDS }).toEqual([`/${name}`, true]);
  await expect(kept).toContainText(`Roll back ${name},`, { timeout: SECONDS });
  await kept.getByRole('button', { name: /^Remove/ }).click();
  await gantry
    .dialog(/^Remove .*\?/)
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(kept).toHaveCount(0);
});

test('memory is changed while it runs, without a restart, by the keyboard', async ({ gantry, made, api }) => {
  const { page, containers } = gantry;
  const change = new ContainerChange(page);
  const { name } = await made.container({ hostConfig: { Memory: 64 * 1024 ** 2 } });
  const before = await inspect(api, name);
  await containers.open(name);
  await page.keyboard.press('e');
  await expect(change.drawer).toBeVisible();
  await change.find('--memory');
  await change.field('Memory').fill('128m');
  await page.keyboard.press('ControlOrMeta+Enter');
  await change.shows('Memory Limits', '64 MiB', '128 MiB');
  await expect(change.drawer.getByRole('list', { name: 'What happens' })).toContainText('without a restart');
  await expect(change.drawer.getByRole('figure')).toContainText(`docker container update --memory 128m`);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(change.drawer).toBeHidden({ timeout: SECONDS });
  const after = await inspect(api, name);
  expect(after.HostConfig.Memory).toBe(128 * 1024 ** 2);
  expect([after.Id, after.State.StartedAt]).toEqual([before.Id, before.State.StartedAt]);
});

test('a change whose container dies comes back by itself and says why; what was typed is still there', async ({
  gantry,
  made,
  api,
}) => {
  const change = new ContainerChange(gantry.page);
  const { id, name } = await made.container({ stopTimeoutSeconds: 1 });
  await gantry.containers.choose(name, 'Edit…');
  await change.field('Command').fill("sh -c 'exit 9'");
  await change.review();
  await change.apply();
  await expect(change.drawer.getByRole('alert')).toContainText('exit code 9', { timeout: SECONDS });
  await expect(change.drawer.getByRole('alert')).toContainText('The old one is back');
  const after = await inspect(api, name);
  expect([after.Id, after.State.Running]).toEqual([id, true]);
  await change.drawer.getByRole('button', { name: 'Back' }).click();
  await expect(change.field('Command')).toHaveValue("sh -c 'exit 9'");
});

test('a removal is undone with the files that were kept', async ({ gantry, made, api }) => {
  const { containers } = gantry;
  const { id, name } = await made.container({ env: ['A=1'], stopTimeoutSeconds: 1 });
  await execIn(api, id, ['sh', '-c', 'echo kept > /file']);
  await containers.choose(name, 'Remove…');
  const dialog = gantry.dialog(`Remove ${name}?`);
  await dialog.getByRole('checkbox', { name: 'Keep its files as an image' }).check();
  const command = await dialog.getByRole('figure').textContent();
  made.pulled(/gantry-kept\/\S+?:\d{8}-\d{6}/.exec(command ?? '')?.[0] ?? '');
  await dialog.getByRole('button', { name: 'Stop and remove' }).click();
  await containers.lacks(name);
  await gantry.notice(`Removed ${name}`).getByRole('button', { name: 'Undo' }).click();
  await containers.shows(name, 'Running');
  const after = await inspect(api, name);
  expect(after.Config.Env).toContain('A=1');
  await execIn(api, after.Id, ['grep', 'kept', '/file']);
});

test('the history says what was changed elsewhere, compares two versions and leads back', async ({
  gantry,
  made,
  api,
}) => {
  const { page, containers, detail } = gantry;
  const change = new ContainerChange(page);
  const { id, name } = await made.container({ hostConfig: { Memory: 64 * 1024 ** 2, MemorySwap: 128 * 1024 ** 2 } });
  await containers.open(name);
  await detail.show('History');
  const versions = page.getByRole('list', { name: `History of ${name}` }).getByRole('listitem');
  await expect(versions).toHaveCount(1);
  await api.call('POST', `/containers/${id}/update`, { Memory: 96 * 1024 ** 2, MemorySwap: 128 * 1024 ** 2 });
  await expect
    .poll(async () => {
      await detail.show('Overview');
      await detail.show('History');
      return versions.count();
    })
    .toBe(2);
  await expect(versions.first()).toContainText('changed elsewhere');
  await expect(versions.first()).toContainText('64 MiB');
  for (const box of await versions.getByRole('checkbox').all()) await box.check();
  await expect(page.getByRole('table', { name: 'Comparison' })).toContainText('96 MiB');
  await versions
    .last()
    .getByRole('button', { name: /^Go back to the version of/ })
    .click();
  await change.shows('Memory Limits', '96 MiB', '64 MiB');
  await change.apply();
  await expect(change.drawer).toBeHidden({ timeout: SECONDS });
  expect((await inspect(api, name)).HostConfig.Memory).toBe(64 * 1024 ** 2);
});

test('a container of a stack is told to be its Compose file’s, and that can be edited instead', async ({
  gantry,
  made,
}) => {
  const change = new ContainerChange(gantry.page);
  const project = made.name('shop').toLowerCase();
  const folder = await ContextFolder.make({
    'compose.yaml': 'services:\n  web:\n    image: busybox\n    command: sleep 4711\n',
  });
  try {
    const file = `${folder.path}/compose.yaml`;
    const { name } = await made.container({
      labels: {
        'com.docker.compose.project': project,
        'com.docker.compose.service': 'web',
        'com.docker.compose.project.working_dir': folder.path,
        'com.docker.compose.project.config_files': file,
      },
    });
    await gantry.containers.choose(name, 'Edit…');
    // Before anything is typed, and again where it is decided.
    await expect(change.drawer.getByText(`It belongs to the stack “${project}”`)).toBeVisible();
    await change.field('Command').fill('sleep 500');
    await change.review();
    await expect(change.drawer.getByRole('list', { name: 'What happens' })).toContainText(file);
    await change.drawer.getByRole('link', { name: 'Edit the Compose file' }).click();
    await expect(change.drawer).toBeHidden();
    await expect(gantry.page).toHaveURL(new RegExp(`#/stacks/${project}/edit$`));
    await expect(gantry.main).toContainText('sleep 4711');
  } finally {
    await folder.remove();
  }
});
