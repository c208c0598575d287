import type { WebSocketRoute } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
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
  // The page's socket goes through here: it can be cut, and kept from coming back.
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (isCut) return void socket.close({ code: 1001 });
    open.add(socket);
    socket.connectToServer();
  });
  await page.reload();
  await containers.open(name);
  await detail.show('Logs');
  await detail.logs.says('tick 3');
  const address = page.url();

  isCut = true;
  for (const socket of open) await socket.close({ code: 1001 });
  const banner = page.getByRole('alert').filter({ hasText: 'Connection to Gantry lost' });
  await expect(banner).toContainText('What you see is the last known state');
  await expect(containers.row(name)).toBeVisible();
  expect(page.url()).toBe(address);

  isCut = false;
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

test('after the app was started anew on the same port the page says what to do, and the new address works @browser', async ({
  api,
  page,
  made,
}) => {
  const { name } = await made.container();
  const dataDir = await newDataDir();
  const first = await startApp(api.socketPath, [], { dataDir });
  await page.goto(first.url);
  const gantry = new Gantry(page);
  await gantry.containers.shows(name, 'Running');
  const { port } = new URL(first.url);
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
