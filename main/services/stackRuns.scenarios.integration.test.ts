import { expect, test, vi } from 'vitest';
import { OneOff } from '../../contract/model/stackRun.ts';
import { madeStacks } from '../compose/testing/madeStacks.ts';
import {
  addressOf,
  done,
  mergedLog,
  oneOffOutput,
  page,
  PATIENCE,
  server,
  SERVER_DOCKERFILE,
} from '../compose/testing/scenario.ts';

const made = madeStacks();
test('AC-66: the example is built and brought up from its folder, and its three pages answer', async () => {
  const stack = await made.stack(
    `services:
  web:
    build: .
    init: true
    stop_grace_period: 1s
    ports: ["127.0.0.1::80"]
    depends_on: [redis]
  redis:
    image: busybox:latest
    command: sh -c "echo texts are ready; exec httpd -f -p 6379 -h /texts"
    init: true
    stop_grace_period: 1s
    volumes: ["./texts:/texts:ro"]
`,
    {
      Dockerfile: SERVER_DOCKERFILE,
      'answer.sh': server(
        'path=${path#/}; wget -qO- "http://redis:6379/${path:-help}" 2>/dev/null || echo "Command: $path not supported"',
      ),
      'texts/help': 'Welcome to Docker-Compose help',
      'texts/build': 'Build or rebuild services',
    },
  );
  await done(stack, { type: 'build' });
  await done(stack, { type: 'up' });
  expect(await stack.ps()).toEqual(['redis-1 running', 'web-1 running']);
  expect(await stack.docker('network', 'ls', '--format', '{{.Name}}')).toContain(`${stack.project}_default`);
  const address = await addressOf(stack, 'web');
  await vi.waitFor(async () => expect(await page(address)).toBe('Welcome to Docker-Compose help'), PATIENCE);
  expect(await page(`${address}/build`)).toBe('Build or rebuild services');
  expect(await page(`${address}/something`)).toBe('Command: something not supported');
  const log = await mergedLog(made.client, stack);
  expect(log).toContain('ready');
  expect(log).toContain('texts are ready');
});

test('S31: the database first, then the web, and a one-off in the database', async () => {
  const service = 'image: busybox:latest, init: true, stop_grace_period: 1s';
  const stack = await made.stack(
    `services: {db: {${service}, command: sh -c "echo from db; exec sleep 1000"}, web: {${service}, depends_on: [db], command: sh -c "echo from web; exec sleep 1000"}}`,
  );
  await done(stack, { type: 'up', services: ['db'] });
  expect(await stack.ps()).toEqual(['db-1 running']);
  await done(stack, { type: 'up', services: ['web'] });
  expect(await stack.ps()).toEqual(['db-1 running', 'web-1 running']);
  expect(await stack.compose('exec', '--no-TTY', 'web', 'nslookup', 'db')).toContain('Address');
  const oneOff = OneOff.parse({ service: 'db', command: ['echo', 'This is a test'] });
  const said = await oneOffOutput(made, stack, oneOff);
  expect(said).toMatchObject({ state: 'done', exitCode: 0, lines: expect.arrayContaining(['This is a test']) });
  const log = await mergedLog(made.client, stack);
  expect(log).toContain('from db');
  expect(log).toContain('from web');
});

test('S34: a web behind a balancer is scaled from one to three and back, and nothing is edited by hand', async () => {
  const stack = await made.stack(
    `services:
  balancer:
    build: .
    init: true
    stop_grace_period: 1s
    ports: ["127.0.0.1::80"]
    depends_on: [web]
  web:
    image: busybox:latest
    command: sh -c "mkdir /www; hostname > /www/index.html; exec httpd -f -p 80 -h /www"
    init: true
    stop_grace_period: 1s
    depends_on: [db]
  db:
    image: busybox:latest
    command: sleep 1000
    init: true
    stop_grace_period: 1s
`,
    {
      Dockerfile: SERVER_DOCKERFILE,
      // The engine answers the name of a service with all of its containers, each time in another order.
      'answer.sh': server(
        'case "$path" in /backends) nslookup web. 127.0.0.11 | grep -c "^Address: " ;; *) wget -qO- http://web/ ;; esac',
      ),
    },
  );
  await done(stack, { type: 'up' });
  const address = await addressOf(stack, 'balancer');
  const hosts = async () => (await stack.compose('ps', '--quiet', 'web')).split('\n').map((id) => id.slice(0, 12));
  const answered = async () => {
    const all = new Set<string>();
    for (let count = 0; count < 40; count++) all.add(await page(address));
    return [...all].toSorted();
  };
  await vi.waitFor(async () => expect(await page(address)).not.toBe(''), PATIENCE);
  for (const replicas of [1, 3, 1]) {
    await done(stack, { type: 'scale', service: 'web', replicas });
    await vi.waitFor(async () => {
      expect(await page(`${address}/backends`)).toBe(String(replicas));
      expect([replicas, ...(await answered())]).toEqual([replicas, ...(await hosts()).toSorted()]);
    }, PATIENCE);
    expect(await hosts()).toHaveLength(replicas);
  }
  await done(stack, { type: 'stop', timeoutSeconds: 0 });
  expect(await stack.ps()).toEqual(['balancer-1 exited', 'db-1 exited', 'web-1 exited']);
  await done(stack, { type: 'rm' });
  expect(await stack.ps()).toEqual([]);
});
