import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, test as base } from '../fixtures.ts';
import { inspect } from '../support/containers.ts';
import { ContextFolder } from '../support/contextFolder.ts';

/** Folders of this test alone. */
const test = base.extend<{ folder: (files: Readonly<Record<string, string | Uint8Array>>) => Promise<ContextFolder> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
  folder: async ({}, give) => {
    const made: ContextFolder[] = [];
    await give(async (files) => {
      const folder = await ContextFolder.make(files);
      made.push(folder);
      return folder;
    });
    for (const folder of made) await folder.remove();
  },
});

const fresh = () => `${Date.now()}-${Math.random().toString().slice(2)}`;

test('a folder is built, its steps and their log are shown, the result runs; again everything is cached [AC-31, S14]', async ({
  gantry,
  made,
  folder,
  api,
}) => {
  const image = made.image('busyboxplus');
  const { path: at } = await folder({ Dockerfile: `FROM busybox\nRUN echo made ${fresh()}\nCMD echo Hello World!!\n` });
  const { builds } = gantry;
  await gantry.goTo('Builds');
  await builds.openForm();
  await builds.fill({ folder: at, names: image });
  await expect(builds.size).toContainText('in 1 file would be sent');
  await expect(builds.command).toContainText(`docker buildx build --tag ${image} ${at}`);
  await builds.submit();
  await builds.ends('Done');
  await builds.step(/^RUN echo made/).click();
  await builds.log.says(/made \d+-/);
  const { Id } = await api.call<{ Id: string }>('GET', `/images/${image}/json`);

  await builds.press('Build again');
  await builds.ends('Done');
  await expect(builds.step(/^RUN echo made/)).toHaveAccessibleName(/: cached/);
  await expect(builds.detail).toContainText('1 of 1 from the cache');
  expect((await api.call<{ Id: string }>('GET', `/images/${image}/json`)).Id).toBe(Id);
  await builds.show('History');
  await expect(builds.detail.getByRole('table', { name: 'Builds of the same' }).getByRole('row')).toHaveCount(3);
  await builds.detail.getByRole('button', { name: 'Compare' }).first().click();
  const compare = gantry.dialog('Compare two builds');
  await expect(compare.getByRole('row', { name: /^Image/ })).toContainText('the same');
  await expect(compare.getByRole('table', { name: 'Steps' }).getByRole('row', { name: /RUN echo made/ })).toContainText(
    'cached',
  );
  await expect(compare).toContainText('Both were given the same.');
  await gantry.page.keyboard.press('Escape');

  await builds.press('Run the image');
  const name = made.name('hello');
  const { runForm } = gantry;
  await expect(runForm.drawer.getByLabel('Image', { exact: true })).toHaveValue(image);
  await runForm.field('Name').fill(name);
  await runForm.submit();
  await expect(runForm.drawer).toBeHidden();
  expect((await inspect(api, name)).Config.Image).toBe(image);
});

test('what the Dockerfile declares is asked for: arguments with their defaults, the target, secrets [AC-34]', async ({
  gantry,
  made,
  folder,
  api,
}) => {
  const image = made.image('args');
  const { path: at } = await folder({
    Dockerfile: `ARG BASE=busybox
FROM \${BASE} AS first
ARG usr=nobody
ARG uid
ARG BUILD_VERSION=0
LABEL by=\${usr}-\${uid} version=\${BUILD_VERSION}
FROM first AS second
RUN --mount=type=secret,id=key,required=true cat /run/secrets/key
`,
  });
  const { builds } = gantry;
  const { drawer } = builds;
  await gantry.goTo('Builds');
  await builds.openForm();
  await builds.fill({ folder: at, names: image });
  await expect(drawer.getByLabel('BASE', { exact: true })).toHaveAttribute('placeholder', 'busybox');
  await expect(drawer.getByLabel('uid', { exact: true })).toHaveAttribute('placeholder', 'no default');
  await builds.fill({ args: { usr: 'app', uid: '100', BUILD_VERSION: '1.2' } });
  await expect(drawer.getByRole('button', { name: 'Give “key”' })).toBeVisible();
  await drawer.getByRole('combobox', { name: 'Target' }).selectOption('first (from ${BASE})');
  await expect(builds.command).toContainText(
    '--build-arg usr=app --build-arg uid=100 --build-arg BUILD_VERSION=1.2 --target first',
  );
  await builds.submit();
  await builds.ends('Done');
  const { Config } = await api.call<{ Config: { Labels: object } }>('GET', `/images/${image}/json`);
  expect(Config.Labels).toMatchObject({ by: 'app-100', version: '1.2' });

  // All of it again, with the secret and the last stage.
  await builds.press('Change and build again');
  await drawer.getByRole('combobox', { name: 'Target' }).selectOption('The last stage');
  await drawer.getByRole('button', { name: 'Give “key”' }).click();
  await drawer.getByLabel('Secret 1: value').fill('s3cret-of-the-test');
  await expect(drawer).toContainText('On the command line set BUILD_SECRET_KEY first');
  await builds.submit();
  await builds.ends('Done');
  await builds.step(/^RUN --mount/).click();
  await builds.log.says('******');
  await expect(gantry.main).not.toContainText('s3cret-of-the-test');
});

test('the context is measured: largest entries, links that leave it, and a .dockerignore is offered [AC-36, P-14]', async ({
  gantry,
  folder,
}) => {
  const context = await folder({
    Dockerfile: 'FROM busybox\nCOPY . /ctx\n',
    '.git/pack': new Uint8Array(2_000_000),
    'scratch.tmp': new Uint8Array(500_000),
    'app/main.py': 'print(1)\n',
  });
  await symlink('/etc/passwd', path.join(context.path, 'app/outside'));
  const { builds } = gantry;
  await gantry.goTo('Builds');
  await builds.openForm();
  // Completed as it is typed.
  await builds.folderField.fill(context.path.slice(0, -2));
  await gantry.page.getByRole('option', { name: context.path }).click();
  await expect(builds.size).toContainText('2.5 MB in 5 files would be sent; there is no .dockerignore');
  await builds.drawer.getByText('Largest entries').click();
  await expect(
    builds.drawer.getByRole('list', { name: 'Largest entries' }).getByRole('listitem').first(),
  ).toContainText('.git/');
  await expect(builds.drawer.getByRole('list', { name: 'Problems of the context' })).toContainText(
    'app/outside is a link to /etc/passwd, outside the folder',
  );
  await builds.drawer.getByRole('button', { name: 'Create .dockerignore (2.5 MB less)' }).click();
  await expect(builds.size).toContainText(/^\d\d B in 4 files would be sent; \.dockerignore leaves out 2/);
  expect(await readFile(path.join(context.path, '.dockerignore'), 'utf8')).toBe('.git\n**/*.tmp\n');
  await builds.submit();
  await builds.ends('Done');
});

test('a step that fails is shown at its line and explained; a shell opens in the state before it; mended, the first steps are cached [AC-40]', async ({
  gantry,
  folder,
  api,
}) => {
  test.slow();
  const mark = fresh();
  const text = (line: string) => `FROM busybox\nRUN echo ${mark} > /made\nWORKDIR /work\nRUN ls -lh /made\n${line}\n`;
  const context = await folder({ Dockerfile: text('RUN nosuchprogram --version') });
  const { builds } = gantry;
  await gantry.goTo('Builds');
  await builds.build({ folder: context.path });
  await builds.ends('Failed');
  await expect(builds.failure).toContainText('The command “nosuchprogram” was not found. Line 5 of the Dockerfile');
  await expect(builds.failure.getByRole('region', { name: 'Where it failed' })).toContainText(
    'RUN nosuchprogram --version (failed here)',
  );
  await expect(builds.failure.getByLabel('What it printed last')).toContainText('not found');

  await builds.failure.getByRole('button', { name: 'Open a shell in the last good state' }).click();
  await builds.terminal.isReady();
  expect(await builds.terminal.answer('pwd; cat /made; ls')).toBe(`/work\n${mark}`);
  await builds.terminal.type('exit');
  await expect(builds.detail.getByText('No shell is open')).toBeVisible();
  type Listed = { readonly Labels: Record<string, string> };
  const left = async () => {
    const containers = await api.call<Listed[]>('GET', '/containers/json?all=1');
    const images = await api.call<{ RepoTags: string[] | null }[]>('GET', '/images/json');
    return [
      ...containers.filter(({ Labels }) => 'gantry.build-shell' in Labels),
      ...images.filter(({ RepoTags }) => RepoTags?.some((tag) => tag.startsWith('gantry-build-shell'))),
    ].length;
  };
  await expect.poll(left).toBe(0);

  await context.write('Dockerfile', text('RUN busybox --list > /list'));
  await builds.press('Build again');
  await builds.ends('Done');
  for (const step of [/^RUN echo/, /^WORKDIR/, /^RUN ls/])
    await expect(builds.step(step)).toHaveAccessibleName(/: cached/);
  await expect(builds.step(/^RUN busybox/)).toHaveAccessibleName(/: done/);
});

test('parallel stages stand side by side while they run, a build can be cancelled, and goes on when its page is left', async ({
  gantry,
  folder,
}) => {
  const { path: at } = await folder({
    Dockerfile: `FROM busybox AS base
RUN echo ${fresh()}
FROM base AS left
RUN sleep 30 && echo left
FROM base AS right
RUN sleep 31 && echo right
FROM busybox
COPY --from=left /etc/passwd /l
COPY --from=right /etc/passwd /r
`,
  });
  const { builds } = gantry;
  await gantry.goTo('Builds');
  await builds.build({ folder: at });
  const [left, right] = [builds.step(/^RUN sleep 30/), builds.step(/^RUN sleep 31/)];
  await expect(left).toHaveAccessibleName(/: running/);
  await expect(right).toHaveAccessibleName(/: running/);
  const [a, b] = [await left.boundingBox(), await right.boundingBox()];
  expect(a!.y).toBe(b!.y);
  expect(a!.x).not.toBe(b!.x);
  await expect(builds.detail.getByRole('progressbar')).toBeVisible();

  await gantry.goTo('Containers');
  await gantry.goTo('Builds');
  await builds.list
    .getByRole('row')
    .filter({ hasText: path.basename(at) })
    .dblclick();
  await expect(left).toHaveAccessibleName(/: running/);
  await builds.press('Cancel the build');
  await builds.ends('Cancelled');
  await expect(left).toHaveAccessibleName(/: cancelled/);
});

test('what cannot be built is said at its field', async ({ gantry, folder }) => {
  const { path: at } = await folder({ 'notes.txt': 'no Dockerfile here' });
  const { builds } = gantry;
  await gantry.goTo('Builds');
  await builds.openForm();
  await builds.drawer.getByRole('button', { name: /^Build/ }).click();
  await expect(builds.drawer.getByText('Choose the folder to build from.')).toBeVisible();
  await builds.fill({ folder: at, names: 'me/UPPER' });
  await expect(builds.drawer.getByText(`There is no Dockerfile in ${at}.`)).toBeVisible();
  await expect(builds.drawer.getByText('names of images are in lower case')).toBeVisible();
  await builds.fill({ folder: `${at}/none` });
  await expect(builds.drawer.getByRole('alert')).toContainText('There is no folder');
  // A pasted one in its place, in the folder.
  await builds.fill({ folder: at, pasted: 'FROM busybox\nRUNN echo', names: '' });
  await builds.submit();
  await builds.ends('Failed');
  await expect(builds.failure).toContainText(
    'Line 2 of the Dockerfile cannot be understood: unknown instruction: RUNN',
  );
  await expect(builds.detail.getByRole('tab', { name: 'Shell' })).toHaveCount(0);
});
