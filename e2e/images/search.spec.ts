import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import {
  type RunningRegistry,
  startRegistry,
  TEST_PASSWORD,
  TEST_USER,
} from '../../main/registries/testing/registry.ts';
import { startHubSearch } from '../../main/registries/testing/hubSearchStandIn.ts';
import { expect, test } from '../fixtures.ts';
import { DockerfilePage } from '../pages/dockerfile.ts';
import { Gantry } from '../pages/gantry.ts';
import { withHub } from '../support/falseEngine.ts';
import { docker, makeImage } from '../support/published.ts';
import { newDataDir, startApp } from '../support/runningApp.ts';

const HITS = [
  { name: 'bitnami/mysql', description: 'Bitnami’s', star_count: 120, is_official: false },
  { name: 'mysql', description: 'MySQL is a widely used database.', star_count: 15_600, is_official: true },
  { name: 'mysql/mysql-server', description: '', star_count: 1020, is_official: false },
];

let registry: RunningRegistry;
test.beforeAll(async () => {
  registry = await startRegistry({ auth: 'basic' });
});
test.afterAll(() => registry.close());

/** Signed in to the registry as `docker login` leaves it. */
async function signedIn(): Promise<string> {
  const dataDir = await newDataDir();
  const auth = Buffer.from(`${TEST_USER}:${TEST_PASSWORD}`).toString('base64');
  await mkdir(path.join(dataDir, 'docker'));
  await writeFile(path.join(dataDir, 'docker/config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
  return dataDir;
}

test('one box finds images here, on Docker Hub by their stars, and in registries; each with its tags [AC-07, S12] @browser', async ({
  page,
  made,
  api,
}) => {
  const searched: string[] = [];
  const hub = await withHub(api.socketPath, HITS, searched);
  const dataDir = await signedIn();
  const site = await startHubSearch();
  const app = await startApp(hub.socketPath, [], { dataDir, env: { GANTRY_HUB_URL: site.url } });
  const local = made.image('mysql-here');
  await makeImage(made.name('maker'), [local]);
  const remote = made.pulled(`${registry.host}/team/mysql-own:8`);
  await docker('tag', local, remote);
  try {
    await page.goto(app.url);
    await expect(page.getByRole('heading', { name: 'Containers' })).toBeVisible();
    const gantry = new Gantry(page);
    // Put there through the app itself, which is signed in.
    await gantry.command('Push an image');
    const push = gantry.dialog('Push an image');
    await push.getByRole('combobox', { name: 'Image' }).fill(remote);
    await page.getByRole('option', { name: remote }).click();
    await push.getByRole('button', { name: 'Push', exact: true }).click();
    await expect(push.getByRole('list', { name: 'What was pushed' })).toContainText('sha256:');
    await push.getByRole('button', { name: 'Close' }).click();

    await gantry.command('Search for images');
    await page.getByRole('textbox', { name: 'Search for images' }).pressSequentially('mysql', { delay: 30 });
    const found = (title: string) => page.getByRole('list', { name: `Found: ${title}` }).getByRole('listitem');
    await expect(found('Docker Hub')).toHaveText([
      /^mysqlOfficial15,600 stars/,
      /mysql-server1,020 stars/,
      /^bitnami\/mysqlVerified publisher120 stars/,
    ]);
    expect(site.asked).toHaveLength(1);
    expect(searched).toEqual(['mysql']); // not letter by letter
    await expect(page.getByText('docker search mysql')).toBeVisible();
    const said = await docker('--host', `unix://${hub.socketPath}`, 'search', 'mysql', '--format', '{{.Name}}');
    expect(said.split('\n').toSorted()).toEqual(HITS.map(({ name }) => name));
    await expect(found('On this engine').filter({ hasText: local })).toBeVisible();
    const own = found(registry.host).filter({ hasText: 'team/mysql-own' });
    await own
      .getByRole('button', { name: /mysql-own/ })
      .first()
      .click();
    await own.getByRole('button', { name: /^8/ }).click();
    await expect(own.getByRole('list', { name: /^Tags of/ })).toContainText(/linux\/amd64.*sha256:/);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([]);
    }
    await docker('rmi', remote);
    await own.getByRole('button', { name: `Pull ${remote}…` }).click();
    const dialog = gantry.dialog('Pull an image');
    await expect(dialog.getByRole('textbox', { name: 'Image' })).toHaveValue(remote);
    await dialog.getByRole('button', { name: 'Pull', exact: true }).click();
    await expect(dialog.getByRole('region', { name: 'Result' })).toContainText(`Pulled ${remote}`);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await found('Docker Hub').first().getByRole('button', { name: 'Run mysql' }).click();
    await expect(gantry.runForm.drawer.getByRole('combobox', { name: 'Image' })).toHaveValue('mysql');
  } finally {
    await app.stop();
    await hub.close();
    await site.close();
  }
});

test('a source that fails says so in its own place, and hides no other', async ({ gantry, made }) => {
  const { page } = gantry;
  const local = made.image('alone');
  await makeImage(made.name('maker'), [local]);
  await gantry.command('Search for images');
  await page.getByRole('textbox', { name: 'Search for images' }).fill('alone');
  // No test machine reaches Docker Hub: its index has no such host here, or no connection.
  const hub = page.getByRole('region', { name: 'Docker Hub' });
  await expect(hub.getByRole('alert').or(hub.getByRole('list')).or(hub.getByText('has nothing'))).toBeVisible({
    timeout: 40_000,
  });
  await expect(page.getByRole('list', { name: 'Found: On this engine' })).toContainText(local);
});

test('a template is found by the image that it builds on, and a folder’s new Dockerfile begins with it', async ({
  gantry,
}) => {
  const { page } = gantry;
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-search-'));
  try {
    await gantry.command('Search for images');
    await page.getByRole('textbox', { name: 'Search for images' }).fill('python');
    const found = page.getByRole('list', { name: 'Found: Dockerfile templates' }).getByRole('listitem');
    await expect(found).toHaveText(/^PythonA virtual environment/);
    const use = found.getByRole('button', { name: 'Use the template Python' });
    await use.click();
    await expect(page.getByRole('heading', { name: 'Begin with the template “Python”' })).toBeVisible();
    expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([]);
    const place = page.getByRole('combobox', { name: 'Path of a Dockerfile or its folder' });
    await place.fill(folder);
    await place.press('Enter');
    const dockerfile = new DockerfilePage(page);
    await expect(dockerfile.text).toContainText('FROM python:');
    await dockerfile.button('Save').click();
    const file = path.join(folder, 'Dockerfile');
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toMatch(/^FROM python:/);

    // What is there already goes only when that is wanted.
    await writeFile(file, 'FROM busybox\n');
    await gantry.command('Search for images');
    await page.getByRole('textbox', { name: 'Search for images' }).fill('nginx');
    await found.getByRole('button', { name: /^Use the template/ }).click();
    await place.fill(folder);
    await place.press('Enter');
    await expect(dockerfile.text).toContainText('FROM busybox');
    const offer = page.getByRole('status').filter({ hasText: 'There is a Dockerfile here already' });
    expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([]);
    await offer.getByRole('button', { name: 'Replace the text' }).click();
    await expect(dockerfile.text).toContainText('nginx');
    await expect(offer).toBeHidden();
    expect(await readFile(file, 'utf8')).toBe('FROM busybox\n');
    await dockerfile.button('Revert').click();
    await expect(dockerfile.text).toContainText('FROM busybox');
  } finally {
    await rm(folder, { recursive: true });
  }
});
