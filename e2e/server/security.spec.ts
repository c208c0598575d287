import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test as base } from '@playwright/test';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { ask, speakTo, upgrade } from '../support/rawRequests.ts';
import { type RunningApp, startApp } from '../support/runningApp.ts';

const test = base.extend<object, { app: RunningApp }>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
    async ({}, give) => {
      const app = await startApp(testEngine().socketPath);
      await give(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test.describe('a person’s browser mode @browser', () => {
  test('lets a page in from its own origin only', async ({ app }) => {
    const { origin, host, port } = new URL(app.url);
    expect(await upgrade(app.url, { origin })).toBe(101);
    expect(await upgrade(app.url, { origin: 'http://evil.example' })).toBe(403);
    expect(await upgrade(app.url, { origin: `http://localhost:${port}` })).toBe(403);
    expect(await upgrade(app.url, { origin: 'null' })).toBe(403);
    expect(await upgrade(app.url, {})).toBe(403);
    expect((await ask(app.url, { host, origin: 'http://evil.example' })).status).toBe(403);
  });

  test('answers no other name, so that a foreign name that leads here gets nothing', async ({ app }) => {
    const { port } = new URL(app.url);
    const rebound = `evil.example:${port}`;
    const { status, body } = await ask(app.url, { host: rebound });
    expect(status).toBe(403);
    expect(body).not.toContain('<html');
    expect(await upgrade(app.url, { host: rebound, origin: `http://${rebound}` })).toBe(403);
    expect((await ask(app.url, { host: `localhost:${port}` })).status).toBe(200);
  });

  test('tells a client with a wrong token so, and lets it do nothing', async ({ app }) => {
    for (const token of ['wrong', undefined]) {
      const stranger = speakTo(app.url.replace(/#.*/, ''), token);
      const asked = stranger.client.app.info({});
      expect(await stranger.refused).toMatchObject({ code: 'permission-denied' });
      await expect(asked).rejects.toThrow();
      await stranger.closed;
    }
    const known = speakTo(app.url);
    expect(await known.client.app.info({})).toMatchObject({ mode: 'browser' });
    known.close();
  });

  test('cannot be reached from another machine', async ({ app }) => {
    const addresses = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const host of [...addresses, '127.0.0.2']) {
      const socket = connect({ host, port: Number(new URL(app.url).port) });
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code, host).toBe('ECONNREFUSED');
    }
  });

  test('runs nothing but its own scripts, and allows no other site to frame or read it', async ({ app }) => {
    const { headers } = await ask(app.url, { host: new URL(app.url).host });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('keeps the token out of the address, the requests and the terminal’s later lines', async ({ app, page }) => {
    const token = new URL(app.url).hash.slice('#token='.length);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url(), JSON.stringify(request.headers())));
    await page.goto(app.url);
    await expect(page.getByRole('heading', { name: 'Containers' })).toBeVisible();
    expect(sent.length).toBeGreaterThan(2);
    expect(sent.join('\n')).not.toContain(token);
    expect(page.url()).not.toContain(token);
    expect(app.output().split(token)).toHaveLength(2);
  });

  test('says what to do when a page comes with a wrong token, or with none', async ({ app, page }) => {
    await page.goto(`${new URL(app.url).origin}/#token=wrong`);
    const refusal = page.getByRole('main');
    await expect(refusal).toContainText('This page may not talk to Gantry');
    await expect(refusal).toContainText('Open that whole address here');
    await expect(page.getByRole('grid')).toHaveCount(0);
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(new URL(app.url).origin);
    await expect(refusal).toContainText('This page may not talk to Gantry');
    await page.goto(app.url);
    await expect(page.getByRole('heading', { name: 'Containers' })).toBeVisible();
  });
});
