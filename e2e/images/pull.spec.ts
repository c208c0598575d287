import AxeBuilder from '@axe-core/playwright';
import { startTestRegistry } from '../../main/docker/testing/registry.ts';
import { type RunningRegistry, startRegistry } from '../../main/registries/testing/registry.ts';
import { expect, test } from '../fixtures.ts';
import { docker, publish } from '../support/published.ts';

let registry: RunningRegistry;
test.beforeAll(async () => {
  registry = await startRegistry();
});
test.afterAll(() => registry.close());

test('an image is pulled by a tag of its registry, with platforms and sizes known before, and can be run then [AC-03, S11]', async ({
  gantry,
  made,
  api,
}) => {
  const { page } = gantry;
  const repository = `${registry.host}/team/${made.name('app').toLowerCase()}`;
  await publish(
    made.name('maker'),
    ['1.0', '1.1', 'latest'].map((tag) => `${repository}:${tag}`),
  );
  made.pulled(`${repository}:1.0`);
  await gantry.command('Pull an image');
  const dialog = gantry.dialog('Pull an image');
  await dialog.getByRole('textbox', { name: 'Image' }).fill(repository);
  const tags = dialog.getByRole('list', { name: `Tags of ${repository}` }).getByRole('button');
  await expect(tags).toHaveText([/^latest/, /^1\.1/, /^1\.0/]);
  await tags.nth(2).click();
  await expect(dialog.getByRole('textbox', { name: 'Image' })).toHaveValue(`${repository}:1.0`);
  await expect(tags.nth(2)).toHaveText(/\d MB.*linux\/amd64.*sha256:/);
  await expect(dialog.getByRole('combobox', { name: 'Platform' }).getByRole('option')).toHaveText([
    'that of the engine',
    'linux/amd64',
  ]);
  await expect(dialog.getByText(`image pull ${repository}:1.0`)).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect((await new AxeBuilder({ page }).include('[role="dialog"]').analyze()).violations).toEqual([]);
  }
  await dialog.getByRole('button', { name: 'Pull', exact: true }).click();
  const result = dialog.getByRole('region', { name: 'Result' });
  await expect(result).toContainText(`Pulled ${repository}:1.0`);
  const { RepoDigests } = await api.call<{ RepoDigests: string[] }>('GET', `/images/${repository}:1.0/json`);
  await expect(result).toContainText(RepoDigests[0]!.split('@')[1]!);

  await dialog.getByRole('button', { name: 'Run it…' }).click();
  await expect(gantry.runForm.drawer.getByRole('combobox', { name: 'Image' })).toHaveValue(`${repository}:1.0`);
});

test('what is wrong with a name is said beside it while it is typed, with the name put right', async ({ gantry }) => {
  await gantry.command('Pull an image');
  const dialog = gantry.dialog('Pull an image');
  const field = dialog.getByRole('textbox', { name: 'Image' });
  const pull = dialog.getByRole('button', { name: 'Pull', exact: true });
  await field.fill('UPPER/case');
  await expect(field).toHaveAccessibleDescription(/lower case/);
  await expect(pull).toBeDisabled();
  await dialog.getByRole('button', { name: 'Write upper/case' }).click();
  await expect(field).toHaveValue('upper/case');
  await expect(dialog.getByRole('definition')).toHaveText(['Docker Hub', 'upper', 'case', 'latest']);
  await expect(pull).toBeEnabled();
  await field.fill(`redis:${'x'.repeat(129)}`);
  await expect(field).toHaveAccessibleDescription(/129 characters; 128 are allowed/);
});

test('all tags of a repository come after a word on how much that is', async ({ gantry, made, api }) => {
  const repository = `${registry.host}/${made.name('many').toLowerCase()}`;
  const references = ['1', '2', '3'].map((tag) => made.pulled(`${repository}:${tag}`));
  await publish(made.name('maker'), references);
  await gantry.command('Pull an image');
  const dialog = gantry.dialog('Pull an image');
  await dialog.getByRole('textbox', { name: 'Image' }).fill(repository);
  await dialog.getByRole('checkbox', { name: 'All tags' }).check();
  await expect(dialog.getByRole('status').filter({ hasText: /^3 tags: [\d.]+ MB to download/ })).toBeVisible();
  await expect(dialog.getByText(`image pull --all-tags ${repository}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Pull', exact: true }).click();
  await expect(dialog.getByRole('region', { name: 'Result' })).toContainText('3 tags are here: 3, 2, 1');
  for (const reference of references) await api.call('GET', `/images/${reference}/json`);
});

test('two tags of one repository are two rows, each with its own id [AC-05]', async ({ gantry, made }) => {
  const repository = `${registry.host}/${made.name('two').toLowerCase()}`;
  const references = ['1.0', '2.0'].map((tag) => made.pulled(`${repository}:${tag}`));
  for (const reference of references) await publish(made.name('maker'), [reference]);
  for (const reference of references) {
    await gantry.command('Pull an image');
    const dialog = gantry.dialog('Pull an image');
    await dialog.getByRole('textbox', { name: 'Image' }).fill(reference);
    await dialog.getByRole('button', { name: 'Pull', exact: true }).click();
    await expect(dialog.getByRole('region', { name: 'Result' })).toContainText(`Pulled ${reference}`);
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
  await gantry.goTo('Images');
  const ids: string[] = [];
  for (const reference of references) {
    const row = gantry.images.row(reference);
    await expect(row).toHaveCount(1);
    const id = (await docker('image', 'inspect', '--format', '{{.Id}}', reference)).slice(7, 19);
    await expect(row).toContainText(id);
    ids.push(id);
  }
  expect(new Set(ids).size).toBe(2);
});

test('a download is told by layer, with speed and time left; cancelled it can be begun again, and goes on in the background', async ({
  gantry,
  made,
}) => {
  const { page } = gantry;
  const slow = await startTestRegistry({ isHeld: true });
  const image = made.pulled(`${slow.host}/test:one`);
  try {
    await gantry.command('Pull an image');
    const dialog = gantry.dialog('Pull an image');
    await dialog.getByRole('textbox', { name: 'Image' }).fill(image);
    await dialog.getByRole('button', { name: 'Pull', exact: true }).click();
    const progress = dialog.getByRole('region', { name: 'Progress' });
    await expect(progress.getByRole('status')).toHaveText('Downloading 1 layer');
    await expect(progress.getByRole('listitem')).toHaveText(/Downloading.*\d kB of \d MB/);
    await expect(progress).toContainText(/[\d.]+ kB of [\d.]+ MB · .*\/s · /);
    await dialog.getByRole('button', { name: 'Cancel the pull' }).click();
    await expect(dialog.getByRole('status').filter({ hasText: /^Cancelled/ })).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();

    // From the list of jobs it is begun again.
    await page.getByRole('button', { name: /^Jobs: 0 running/ }).click();
    const panel = gantry.dialog('Jobs');
    await panel.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('button', { name: /^Jobs: 1 running/ })).toBeVisible();
    slow.release();
    await expect(
      panel
        .getByRole('listitem')
        .filter({ hasText: `Pull ${image}` })
        .first(),
    ).toContainText(`Pulled ${image}`);
  } finally {
    await slow.close();
  }
});

test('a registry that wants a sign-in leads there; one that limits says when to come back; one that nobody knows keeps the name [AC-06]', async ({
  gantry,
}) => {
  const [locked, limited] = [
    await startTestRegistry({ login: 'a:b' }),
    await startTestRegistry({ fault: 'rate-limit' }),
  ];
  try {
    await gantry.command('Pull an image');
    const dialog = gantry.dialog('Pull an image');
    const field = dialog.getByRole('textbox', { name: 'Image' });
    const alert = dialog.getByRole('alert');
    const pull = async (reference: string) => {
      const change = dialog.getByRole('button', { name: 'Change it' });
      if (await change.isVisible()) await change.click();
      await field.fill(reference);
      await dialog.getByRole('button', { name: 'Pull', exact: true }).click();
      await expect(dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
    };
    await pull('registry.invalid/myapp');
    await expect(alert.last()).toContainText('does not know the machine registry.invalid');
    await expect(field).toHaveValue('registry.invalid/myapp');
    await pull(`${limited.host}/test:one`);
    await expect(dialog.getByText(/It may be tried again at .*, in 1 h \d+ min/)).toBeVisible();
    await pull(`${locked.host}/test:one`);
    await expect(alert.last()).toContainText('you may not read it');
    await dialog.getByRole('button', { name: 'Sign in…' }).last().click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => gantry.page.url()).toContain('/registries');
  } finally {
    await Promise.all([locked.close(), limited.close()]);
  }
});
