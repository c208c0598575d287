import { expect, test } from 'vitest';
import { madeStacks } from '../compose/testing/madeStacks.ts';

const made = madeStacks();

const TWO = `
services:
  db:
    image: busybox:latest
    command: sleep 1000
    init: true
    volumes: ["data:/data"]
  web:
    image: busybox:latest
    command: sleep 1000
    init: true
    depends_on: [db]
volumes:
  data:
`;

test('a stack comes up, each of its things is named while it does, and goes down again', async () => {
  const shop = await made.stack(TWO);
  const up = await shop.do({ type: 'up' });
  expect(up).toMatchObject({ state: 'done', kind: 'stack', title: `Up ${shop.project}`, message: 'It is up' });
  expect(
    up.items.map(({ label, status, isDone }) => `${label.replace(shop.project, '')} ${status} ${isDone}`).toSorted(),
  ).toEqual([
    '-db-1 Started true',
    '-web-1 Started true',
    'Network _default Created true',
    'Volume _data Created true',
  ]);
  expect(await shop.ps()).toEqual(['db-1 running', 'web-1 running']);
  expect(await shop.do({ type: 'stop', timeoutSeconds: 0 })).toMatchObject({ state: 'done' });
  expect(await shop.ps()).toEqual(['db-1 exited', 'web-1 exited']);
  expect(await shop.do({ type: 'start', services: ['db'] })).toMatchObject({ state: 'done' });
  expect(await shop.ps()).toEqual(['db-1 running', 'web-1 exited']);
  expect(await shop.do({ type: 'restart', services: ['db'], timeoutSeconds: 0 })).toMatchObject({ state: 'done' });
  expect(await shop.do({ type: 'down', timeoutSeconds: 0 })).toMatchObject({ state: 'done', message: 'It is down' });
  expect(await shop.ps()).toEqual([]);
  expect(await shop.docker('volume', 'ls', '--quiet', '--filter', `name=${shop.project}_data`)).not.toBe('');
});

test('the command that is shown is the one that a person would type', async () => {
  const shop = await made.stack(TWO);
  const up = await shop.do({ type: 'up', services: ['db'], build: true, wait: true });
  const { folder, project } = shop;
  expect(up.command).toBe(
    `docker compose --file ${folder}/compose.yaml --project-name ${project} up --detach --build --wait db`,
  );
  const recorded = await made.client.activity
    .watch({}, { signal: AbortSignal.timeout(5000) })
    [Symbol.asyncIterator]()
    .next();
  expect(JSON.stringify(recorded.value)).toContain(up.command);
});

test('two runs of the same stack do not get in each other’s way: the second is refused', async () => {
  const shop = await made.stack(TWO);
  const first = made.client.stackRuns.start({ stack: shop.stack, action: { type: 'up' } });
  await first;
  const error = await made.refusal(made.client.stackRuns.start({ stack: shop.stack, action: { type: 'down' } }));
  expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining(`Up ${shop.project}`) });
  expect(await made.ended(first)).toMatchObject({ state: 'done' });
});
