import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './folder.fixtures.ts';

const run = promisify(execFile);

interface Said {
  readonly BuildCache: readonly { readonly ID: string; readonly Type: string; readonly Description: string }[] | null;
}

const buildx = (socketPath: string, ...args: string[]) =>
  run(process.env['GANTRY_TEST_BUILDX']!, args, {
    env: { ...process.env, DOCKER_HOST: `unix://${socketPath}`, DOCKER_CONFIG: '/nonexistent' },
  });

test.beforeEach(({ api }) => buildx(api.socketPath, 'prune', '--all', '--force').then(() => undefined));
test.afterAll(({ api }) => buildx(api.socketPath, 'prune', '--all', '--force').then(() => undefined));

const build = async (socketPath: string, folder: string, what: string) => {
  await writeFile(
    path.join(folder, 'Dockerfile'),
    `FROM busybox\nRUN --mount=type=cache,target=/${what} head -c 100000 /dev/zero > /${what}/x\nRUN head -c 5000 /dev/zero > /${what}.bin\n`,
  );
  await buildx(socketPath, 'build', '--output', 'type=cacheonly', folder);
};

test('the cache is shown by kind and age, and a prune takes exactly what its dry run named', async ({
  api,
  folder,
  gantry,
}) => {
  await build(api.socketPath, folder, 'one');
  const records = async () => (await api.call<Said>('GET', '/system/df?type=build-cache')).BuildCache ?? [];
  await gantry.command('Show the build cache');
  const { page, main } = gantry;
  await expect(main.getByRole('table', { name: 'By kind' })).toContainText('Cache mounts');
  await expect(main.getByRole('table', { name: 'By age' })).toContainText('Used in the last hour');
  // BuildKit lets go of a copy of a context a moment after the build.
  await expect(async () => {
    await main.getByRole('button', { name: 'Look again' }).click();
    const count = (await records()).length;
    await expect(main.getByText(new RegExp(`in ${count} records`))).toBeVisible({ timeout: 1000 });
  }).toPass();
  const before = await records();
  await expect(
    main.getByRole('grid', { name: 'Records of the build cache' }).getByRole('row', { name: /cached mount \/one/ }),
  ).toContainText('100 kB');

  await main.getByRole('button', { name: 'Prune…' }).click();
  const dialog = gantry.dialog('Prune the build cache?');
  for (const kind of ['Layers of steps', 'Copies of contexts'])
    await dialog.getByRole('checkbox', { name: kind }).uncheck();
  await expect(dialog.getByRole('list', { name: 'What this affects' }).getByRole('listitem')).toHaveCount(1);
  await expect(dialog.getByText(/^1 record, 100 kB: only these go/)).toBeVisible();
  const mount = before.find(({ Type }) => Type === 'exec.cachemount')!;
  await expect(dialog.getByText(`docker buildx prune --force --all --filter 'id=/^(${mount.ID})$/'`)).toBeVisible();
  await build(api.socketPath, folder, 'two'); // its own mount is not in the dry run
  await dialog.getByRole('button', { name: 'Remove 1' }).click();
  await expect(gantry.notice('Remove a record of the build cache')).toBeVisible();
  // Of a context BuildKit lets go by itself; and others may build meanwhile.
  const ids = (await records()).map(({ ID }) => ID);
  const others = before.filter(({ ID, Type }) => ID !== mount.ID && Type !== 'source.local').map(({ ID }) => ID);
  expect(ids).toEqual(expect.arrayContaining(others));
  expect(ids).not.toContain(mount.ID);
  await expect(main.getByRole('row', { name: /cached mount \/one/ })).toHaveCount(0);
  await expect(main.getByRole('row', { name: /cached mount \/two/ })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('builders are listed, created, chosen and removed, each with its command', async ({ gantry }) => {
  const { main } = gantry;
  await gantry.command('Show the builders');
  const table = main.getByRole('table', { name: 'Builders' });
  await expect(table.getByRole('row', { name: /^default/ })).toContainText('Running');
  await main.getByRole('button', { name: 'Create…' }).click();
  const dialog = gantry.dialog('Create a builder');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('e2e-one');
  await dialog.getByRole('textbox', { name: 'Driver options' }).fill('network=host');
  await expect(
    dialog.getByText('buildx create --name e2e-one --driver docker-container --driver-opt network=host'),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(table.getByRole('row', { name: /^e2e-one/ })).toContainText('Not started');
  await expect(main.getByText('network=host')).toBeVisible();
  await main.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(table.getByRole('row', { name: /^e2e-one chosen/ })).toBeVisible();
  await main.getByRole('button', { name: 'Remove…' }).click();
  const remove = gantry.dialog('Remove the builder “e2e-one”?');
  await expect(remove.getByText('docker buildx rm e2e-one')).toBeVisible();
  await remove.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(table.getByRole('row', { name: /^e2e-one/ })).toHaveCount(0);
  await expect(table.getByRole('row', { name: /^default chosen/ })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the cache and the builders in the ${theme} theme`, async ({
    api,
    folder,
    gantry,
  }) => {
    await gantry.page.emulateMedia({ colorScheme: theme });
    await build(api.socketPath, folder, 'three');
    const isClean = async (what: string) => {
      const { violations } = await new AxeBuilder({ page: gantry.page }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(
        serious.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
        what,
      ).toEqual([]);
    };
    await gantry.page.evaluate(() => (location.hash = '/build-cache'));
    await expect(gantry.main.getByRole('grid')).toContainText('cached mount /three');
    await isClean('cache');
    await gantry.main.getByRole('button', { name: 'Prune…' }).click();
    await expect(gantry.dialog('Prune the build cache?').getByRole('listitem').first()).toBeVisible();
    await isClean('prune');
    await gantry.page.keyboard.press('Escape');
    await gantry.page.evaluate(() => (location.hash = '/builders/default'));
    await expect(gantry.main.getByRole('heading', { name: 'Node default' })).toBeVisible();
    await isClean('builders');
  });
}
