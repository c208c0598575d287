import type { Page, WebSocketRoute } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { execIn } from '../support/exec.ts';
import { freePort } from '../support/ports.ts';
import { newDataDir, startApp } from '../support/runningApp.ts';
import { Gantry } from '../pages/gantry.ts';
import { rm } from 'node:fs/promises';

const TICKS = ['sh', '-c', 'trap "exit 0" TERM; i=0; while :; do i=$((i+1)); echo "tick $i"; sleep 0.2; done'];

test('a lost connection is said, the place is kept, and all goes on when it is back @browser', async ({
  gantry,
  made,
}) => {
  const { page, containers, detail } = gantry;
  const { name } = await made.container({ command: TICKS });
  const line = await cuttable(page);
  await containers.open(name);
  await detail.show('Logs');
  await detail.logs.says('tick 3');
  const address = page.url();

  await line.cut();
  const banner = page.getByRole('alert').filter({ hasText: 'Connection to Gantry lost' });
  await expect(banner).toContainText('What you see is the last known state');
  await expect(containers.row(name)).toBeVisible();
  expect(page.url()).toBe(address);

  line.mend();
  await banner.getByRole('button', { name: 'Try now' }).click();
  await expect(banner).toHaveCount(0);
  const other = await made.container();
  await containers.shows(other.name, 'Running');
  await detail.logs.says('The connection was lost and is back');
  const ticks = async () => (await detail.logs.allLines()).map((line) => Number(/^tick (\d+)$/.exec(line)?.[1]));
  const seen = (await ticks()).length;
  await expect.poll(async () => (await ticks()).length).toBeGreaterThan(seen);
  const all = await ticks();
  expect(all).toEqual(all.map((_, index) => index + 1));
});

test('a terminal goes on after a lost connection, with what was printed meanwhile and nothing twice @browser', async ({
  gantry,
  made,
  api,
}) => {
  const { page, containers, detail } = gantry;
  const { terminal } = detail;
  const { id, name } = await made.container();
  const line = await cuttable(page);
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await terminal.type('marker=kept; echo before');
  await terminal.prints('before');
  await terminal.type('echo waiting; until [ -e /tmp/go ]; do sleep 0.1; done; echo meanwhile; touch /tmp/printed');
  await terminal.prints('before', 'waiting');

  await line.cut();
  const banner = page.getByRole('alert').filter({ hasText: 'Connection to Gantry lost' });
  await expect(banner).toBeVisible();
  await execIn(api, id, ['sh', '-c', 'touch /tmp/go; until [ -e /tmp/printed ]; do sleep 0.1; done']);
  await terminal.prints('before', 'waiting');

  line.mend();
  await banner.getByRole('button', { name: 'Try now' }).click();
  await expect(banner).toHaveCount(0);
  await terminal.prints('before', 'waiting', 'meanwhile');
  await terminal.type('echo "$marker"');
  await expect.poll(() => terminal.lines()).toContain('kept');
  await terminal.prints('before', 'waiting', 'meanwhile');
});

test('a page whose parts the browser dropped while it loaded is loaded again by itself @browser', async ({
  gantry,
  made,
}) => {
  const { name } = await made.container();
  const { page, containers } = gantry;
  // As a browser does to all that it is fetching when a network of the machine comes or goes.
  let dropped = 0;
  await page.route(/\/assets\/index-.*\.js$/, (route) => (dropped++ < 2 ? route.abort('failed') : route.continue()));
  await page.reload();
  await containers.shows(name, 'Running');
  expect(dropped).toBe(3);
  gantry.forgetProblems(/net::ERR_FAILED/);
});

/** The page's connection goes through here from now on: it can be cut, and kept from coming back. */
async function cuttable(page: Page): Promise<{ cut(): Promise<void>; mend(): void }> {
  const ends = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (isCut) return void socket.close({ code: 1001 });
    ends.add(socket).add(socket.connectToServer());
  });
  await page.reload();
  return {
    async cut() {
      isCut = true;
      // Each has an end here and one at the server; both learn of it.
      for (const end of ends) await end.close();
      ends.clear();
    },
    mend: () => void (isCut = false),
  };
}

test('after the app was started anew on the same port the page says what to do, and the new address works @browser', async ({
  api,
  page,
  made,
}) => {
  const { name } = await made.container();
  const dataDir = await newDataDir();
  const port = String(await freePort());
  const first = await startApp(api.socketPath, ['--port', port], { dataDir });
  await page.goto(first.url);
  const gantry = new Gantry(page);
  await gantry.containers.shows(name, 'Running');
  expect(await first.stop()).toBe(0);
  await expect(page.getByRole('alert')).toContainText('Connection to Gantry lost');
  const second = await startApp(api.socketPath, ['--port', port], { dataDir });
  await expect(page.getByText('This page may not talk to Gantry')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('Open that whole address here')).toBeVisible();
  await page.goto(second.url);
  await gantry.containers.shows(name, 'Running');
  await second.stop();
  await rm(dataDir, { recursive: true });
});
