import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { RegistriesPage } from '../pages/registries.ts';
import { answeringItself } from '../support/falseEngine.ts';
import { buildImage } from '../support/images.ts';
import { startApp } from '../support/runningApp.ts';

/** Shown as it is written, it is harmless. Read as markup it makes elements, asks an address, and runs. */
const planted = (place: string) =>
  `<img src="//evil.invalid/${place}" onerror="planted()" data-planted><script data-planted>planted()</script><b data-planted>${place}</b>`;
const shown = (place: string) => `data-planted>${place}</b>`;

interface Watched {
  ran: string[];
}

/** Writes down whatever of it becomes more than text, from the first moment of the page. */
async function watch(page: Page): Promise<{ readonly isClean: () => Promise<void> }> {
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('evil.invalid') && asked.push(request.url()));
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const watched: Watched = { ran: [] };
    Object.assign(window, { watched, planted: () => watched.ran.push('script') });
    const look = () => {
      for (const element of document.querySelectorAll('[data-planted]')) watched.ran.push(element.outerHTML);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
    // The policy would have stopped it: then the page had tried. (Zod asks once whether it may make functions of texts.)
    document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
      if (blockedURI !== 'eval') watched.ran.push(`${violatedDirective} ${blockedURI}`);
    });
  });
  await page.reload();
  return {
    async isClean() {
      const ran = await page.evaluate(() => (window as never as { watched: Watched }).watched.ran);
      expect({ ran, asked }).toEqual({ ran: [], asked: [] });
    },
  };
}

const goTo = (page: Page, place: string) => page.evaluate((hash) => (location.hash = hash), place);

test('markup in a container’s labels, settings and log lines is text', async ({ gantry, made }) => {
  const { page, containers, detail } = gantry;
  const { isClean } = await watch(page);
  const { name } = await made.container({
    command: ['sh', '-c', `printf '%s\\n' "$LINE"; exec sleep 1000`, planted('argument')],
    env: [`LINE=${planted('line')}`, `SHOWN=${planted('env')}`],
    labels: { '<b data-planted>key</b>': planted('label') },
  });
  await containers.open(name);
  for (const [tab, place] of [
    ['Env', 'env'],
    ['Logs', 'line'],
    ['Inspect', 'argument'],
    ['Processes', undefined],
    ['Copy as', 'argument'],
    ['Overview', undefined],
  ] as const) {
    await detail.show(tab);
    if (place) await expect(detail.panel).toContainText(shown(place));
    await isClean();
  }
  await gantry.goTo('Activity');
  await isClean();
});

test('markup in what an image says of itself is text', async ({ gantry, made, api }) => {
  const { page } = gantry;
  const { isClean } = await watch(page);
  const reference = made.image('planted');
  const quoted = JSON.stringify(planted('image')).replaceAll('$', '\\$');
  await buildImage(
    api,
    reference,
    [
      'FROM busybox',
      `LABEL org.opencontainers.image.title=${quoted} org.opencontainers.image.url="javascript:planted()"`,
      `LABEL maintainer=${quoted}`,
      `ENV PLANTED=${quoted}`,
      `CMD ["echo", ${quoted}]`,
    ].join('\n'),
  );
  const { Id } = await api.call<{ Id: string }>('GET', `/images/${reference}/json`);
  for (const tab of ['overview', 'layers', 'inspect']) {
    await goTo(page, `/images/${Id}/${tab}`);
    // The tree of “Inspect” is open as far as there is room.
    if (tab !== 'inspect') await expect(gantry.main).toContainText(shown('image'));
    else await expect(page.getByRole('tree').first()).toContainText('RepoTags');
    await isClean();
  }
  await expect(page.locator('a[href^="javascript" i]')).toHaveCount(0);
});

test('markup in a volume’s and a network’s labels is text', async ({ gantry, made, api }) => {
  const { page } = gantry;
  const { isClean } = await watch(page);
  const name = made.volume('planted');
  const labels = { [TEST_LABEL]: '1', about: planted('label') };
  await api.call('POST', '/volumes/create', { Name: name, Labels: labels });
  await goTo(page, `/volumes/${name}/inspect`);
  await expect(gantry.main).toContainText(shown('label'));
  const network = made.name('planted');
  const { Id } = await api.call<{ Id: string }>('POST', '/networks/create', {
    Name: network,
    Labels: labels,
    Options: { 'com.docker.network.bridge.name': `gp${Date.now() % 1e8}` },
  });
  try {
    await goTo(page, `/networks/${Id}/inspect`);
    await expect(gantry.main).toContainText(shown('label'));
    await isClean();
    await goTo(page, '/networks/map');
    await expect(gantry.main).toContainText(network);
    await isClean();
  } finally {
    await api.call('DELETE', `/networks/${Id}`);
  }
});

test('markup in a stranger’s Compose file is text: in the text, the form, the picture and the problems', async ({
  gantry,
}) => {
  const { page } = gantry;
  const { isClean } = await watch(page);
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-planted-'));
  const text = JSON.stringify(planted('compose'));
  await writeFile(
    path.join(folder, 'compose.yaml'),
    `services:\n  web:\n    image: busybox\n    command: ${text}\n    environment: { A: ${text} }\n    labels: { l: ${text} }\n    ${text}: 1\n    depends_on: [${text}]\n    networks: [${text}]\n`,
  );
  try {
    await goTo(page, `/compose/${encodeURIComponent(folder)}`);
    await expect(page.getByRole('textbox', { name: 'Compose file', exact: true })).toContainText('data-planted');
    await expect(page.getByRole('region', { name: 'Problems' })).toContainText(shown('compose'));
    await isClean();
    for (const view of ['Form', 'Picture']) {
      await page
        .getByRole('radio', { name: view })
        .or(page.getByRole('tab', { name: view }))
        .first()
        .click();
      await expect(gantry.main).toContainText('web');
      await isClean();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.describe('strangers that answer @browser', () => {
  let server: Server;
  test.beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://x');
      const answer = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (pathname === '/v2/') answer(200, {});
      else if (pathname === '/v2/_catalog') answer(200, { repositories: [planted('repository'), 'team/app'] });
      else if (pathname.endsWith('/tags/list')) answer(200, { name: 'team/app', tags: [planted('tag'), '1'] });
      else answer(500, { errors: [{ code: 'UNKNOWN', message: planted('failure'), detail: planted('detail') }] });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  test.afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('markup in what a registry answers is text', async ({ gantry }) => {
    const { page } = gantry;
    const { isClean } = await watch(page);
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const registries = new RegistriesPage(page);
    await registries.open();
    await registries.add(host);
    await registries.browse();
    await expect(registries.detail).toContainText('team/app');
    await isClean();
    await registries.openName('team/app');
    await expect(registries.names('Tags').last()).toBeVisible();
    await isClean();
    await registries.openName('1');
    await expect(registries.detail).toContainText(shown('failure'));
    await isClean();
  });

  test('markup in the names that an engine gives is text', async ({ browser, api }) => {
    const id = 'c'.repeat(64);
    const body = JSON.stringify([
      {
        ...{ Id: id, Names: [`/${planted('name')}`], Image: planted('image'), ImageID: `sha256:${id}` },
        ...{ Command: planted('command'), Created: 1, State: 'running', Status: planted('status') },
        ...{ Ports: [], Labels: { 'com.docker.compose.project': planted('project') }, Mounts: [] },
        ...{ HostConfig: { NetworkMode: 'bridge' }, NetworkSettings: { Networks: {} } },
      },
    ]);
    const engine = await answeringItself(api.socketPath, ({ url = '' }) =>
      url.includes('/containers/json') ? { body } : undefined,
    );
    const app = await startApp(engine.socketPath);
    const page = await browser.newPage();
    try {
      await page.goto(app.url);
      const { isClean } = await watch(page);
      await expect(page.getByRole('grid')).toContainText(shown('name'));
      await isClean();
      await goTo(page, `/containers/${id}`);
      await expect(page.getByRole('region', { name: /^Container/ })).toBeVisible();
      await isClean();
      await goTo(page, '/stacks');
      await expect(page.getByRole('main')).toContainText(shown('project'));
      await isClean();
    } finally {
      await page.close();
      await app.stop();
      await engine.close();
    }
  });
});
