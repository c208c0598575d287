import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ReachReport } from '../../contract/model/reach.ts';
import { docker, runTest, shell, TEST_IMAGE } from '../live/testing/engineCli.ts';
import { importDebianBase } from '../services/testing/debianBase.ts';
import { MadeNetworks, type NetworksClient, startNetworksClient } from '../services/networks/testing/client.ts';

const context = 'default';
let gantry: NetworksClient;
const made = new MadeNetworks();

beforeAll(async () => void (gantry = await startNetworksClient()));
afterEach(() => made.removeAll());
afterAll(() => gantry.close());

async function tryIt(fromId: string, host: string, port: number, image?: string): Promise<ReachReport> {
  let last: ReachReport | undefined;
  const what = { context, fromId, host, port, ...(image !== undefined && { image }) };
  for await (const report of gantry.client.networks.tryReach(what)) last = report;
  if (!last?.isDone) throw new Error('There was no result.');
  return last;
}

const outcomes = ({ steps }: ReachReport) => Object.fromEntries(steps.map(({ id, outcome }) => [id, outcome]));
const httpd = (port: number, address = '') => ['--', 'httpd', '-f', '-p', `${address}${port}`, '-h', '/etc'];

test('a program on a common network is found, connected to and answers', async () => {
  const [network, web, db] = [made.network('net'), made.container('web'), made.container('db')];
  await made.create(network);
  const fromId = await runTest(web, '--network', network);
  await runTest(db, '--network', network, '--network-alias', 'store', ...httpd(8080));
  const report = await tryIt(fromId, 'store', 8080);
  expect(report).toMatchObject({ verdict: 'reaches', isDone: true });
  expect(outcomes(report)).toEqual({
    runs: 'yes',
    means: 'yes',
    network: 'yes',
    listens: 'yes',
    resolves: 'yes',
    connects: 'yes',
    answers: 'yes',
  });
  expect(report.steps.at(-1)?.text).toMatch(/HTTP\/1\.\d \d+/);
});

test('nothing that listens, and what listens on 127.0.0.1 only, are told apart', async () => {
  const [network, web, db] = [made.network('net'), made.container('web'), made.container('db')];
  await made.create(network);
  const fromId = await runTest(web, '--network', network);
  await runTest(db, '--network', network, ...httpd(9000, '127.0.0.1:'));
  expect(await tryIt(fromId, db, 9000)).toMatchObject({ verdict: 'fails', reason: 'listens-on-loopback' });
  const nothing = await tryIt(fromId, db, 9001);
  expect(nothing).toMatchObject({ verdict: 'fails', reason: 'nothing-listens' });
  expect(nothing.hint).toContain('9000');
  expect(outcomes(nothing)).toMatchObject({ resolves: 'yes', connects: 'no', answers: 'skipped' });
});

test('without a common network it says so, and on the default bridge that names are unknown', async () => {
  const [network, apart, one, two] = [
    made.network('net'),
    made.container('apart'),
    made.container('one'),
    made.container('two'),
  ];
  await made.create(network);
  await runTest(apart, '--network', network, ...httpd(80));
  const fromId = await runTest(one);
  await runTest(two, ...httpd(80));
  const report = await tryIt(fromId, apart, 80);
  expect(report).toMatchObject({ verdict: 'fails', reason: 'no-common-network' });
  expect(outcomes(report)).toMatchObject({ network: 'no', resolves: 'no' });
  expect(await tryIt(fromId, two, 80)).toMatchObject({ verdict: 'fails', reason: 'default-bridge-names' });
  const address = await docker('inspect', '--format', '{{.NetworkSettings.Networks.bridge.IPAddress}}', two);
  expect(await tryIt(fromId, address, 80)).toMatchObject({ verdict: 'reaches' });
});

test('containers that do not run, an internal network and icc=false are named', async () => {
  const [network, closed, web, db] = [
    made.network('inside'),
    made.network('closed'),
    made.container('web'),
    made.container('db'),
  ];
  await made.create(network, '--internal');
  await made.create(closed, '--opt', 'com.docker.network.bridge.enable_icc=false');
  const fromId = await runTest(web, '--network', network);
  const toId = await runTest(db, '--network', network, ...httpd(80));
  expect(await tryIt(fromId, '192.0.2.200', 80)).toMatchObject({ verdict: 'fails', reason: 'internal' });
  await docker('kill', db);
  await docker('wait', db);
  expect(await tryIt(fromId, db, 80)).toMatchObject({ verdict: 'fails', reason: 'target-not-running', targetId: toId });
  expect(await tryIt(toId, web, 80)).toMatchObject({ verdict: 'fails', reason: 'not-running' });
  await docker('start', db);
  for (const name of [web, db]) {
    await docker('network', 'connect', closed, name);
    await docker('network', 'disconnect', network, name);
  }
  expect(await tryIt(fromId, db, 80)).toMatchObject({ verdict: 'fails', reason: 'no-icc' });
});

test('a container without any tool is tried by one of an image, of which nothing is left', async () => {
  const [network, bare, db] = [made.network('net'), made.container('bare'), made.container('db')];
  await made.create(network);
  // An image of one program: neither shell nor anything else by its name.
  const source = made.container('source');
  await docker('create', '--name', source, TEST_IMAGE);
  const image = `gantry-test/bare-${source}`;
  const script = `cd "$(mktemp -d)" && docker cp ${source}:/bin/busybox httpd && tar -c httpd | docker import --change 'ENTRYPOINT ["/httpd"]' - ${image}`;
  await shell(script);
  try {
    const fromId = await docker(
      ...['run', '--detach', '--label', 'gantry.test', '--name', bare, '--network', network],
      ...[image, '-f', '-p', '7777'],
    );
    await runTest(db, '--network', network, ...httpd(80));
    const first = await tryIt(fromId, db, 80);
    expect(first).toMatchObject({ verdict: 'unknown', toolImages: expect.arrayContaining([TEST_IMAGE]) });
    expect(outcomes(first)).toMatchObject({ means: 'yes', network: 'yes', listens: 'yes', resolves: 'unknown' });
    const before = await docker('ps', '--all', '--quiet');
    expect(await tryIt(fromId, db, 80, TEST_IMAGE)).toMatchObject({ verdict: 'reaches' });
    expect(await tryIt(fromId, 'no-such-name', 80, TEST_IMAGE)).toMatchObject({
      verdict: 'fails',
      reason: 'name-unknown',
    });
    await expect(tryIt(fromId, db, 80, image)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
    expect(await docker('ps', '--all', '--quiet')).toBe(before);
    // What it waits on itself is seen from outside, as it has nothing to look with.
    const web = made.container('web');
    const webId = await runTest(web, '--network', network);
    expect(await tryIt(webId, bare, 7777)).toMatchObject({ verdict: 'reaches' });
    expect(await tryIt(webId, bare, 7778)).toMatchObject({ verdict: 'fails', reason: 'nothing-listens' });
  } finally {
    await made.removeAll();
    await docker('rmi', '--force', image);
  }
});

test('a bare Debian is tried by its own bash and getent, and that is said', async (context_) => {
  const base = `gantry-test/bare-debian-${process.pid}`;
  const { missing } = await importDebianBase(base);
  context_.skip(missing !== undefined, missing);
  const [network, web, db] = [made.network('net'), made.container('web'), made.container('db')];
  try {
    await made.create(network);
    const debian = ['run', '--detach', '--label', 'gantry.test', '--name', web, '--network', network];
    const fromId = await docker(...debian, base, 'sleep', '1000');
    await runTest(db, '--network', network, ...httpd(80));
    const report = await tryIt(fromId, db, 80);
    expect(report).toMatchObject({ verdict: 'reaches' });
    const sourceOf = (id: string) => report.steps.find((step) => step.id === id)?.source;
    expect([sourceOf('resolves'), sourceOf('connects'), sourceOf('answers')]).toEqual([
      `getent in ${web}`,
      `bash in ${web}`,
      `bash in ${web}`,
    ]);
    expect(await tryIt(fromId, db, 81)).toMatchObject({ verdict: 'fails', reason: 'nothing-listens' });
    expect(await tryIt(fromId, 'nobody', 80)).toMatchObject({ verdict: 'fails' });
  } finally {
    await made.removeAll();
    await docker('rmi', '--force', base);
  }
}, 300_000);

test('the way of each published port is told: address, rule, who reaches it and whether it answers (S17)', async () => {
  const waysInto = async (...publish: string[]) => {
    const options = publish.flatMap((port) => ['--publish', port]);
    const id = await runTest(made.container('web'), ...options, ...httpd(80));
    // Its program has begun, and may not listen yet.
    await expect.poll(() => docker('exec', id, 'netstat', '-tln')).toContain(':80 ');
    return gantry.client.networks.publishedPorts({ context, id });
  };
  const { ways, isLocal } = await waysInto('127.0.0.1::80');
  expect(isLocal).toBe(true);
  expect(ways).toMatchObject([{ reach: 'loopback', listens: 'yes', probe: { outcome: 'answers' } }]);
  expect(ways[0]?.hostAddresses).toEqual([expect.objectContaining({ address: '127.0.0.1' })]);
  const everywhere = (await waysInto('0.0.0.0::80')).ways;
  expect(everywhere).toMatchObject([{ reach: 'every-address', hostIp: '0.0.0.0', probe: { outcome: 'answers' } }]);
  expect(everywhere[0]?.hostAddresses.length).toBeGreaterThan(0);
  expect(everywhere[0]?.rules[0]).toContain('sends packets on');
  const silent = await waysInto('127.0.0.1::81/udp', '127.0.0.1::99');
  expect(silent.ways.toSorted((a, b) => a.containerPort - b.containerPort)).toMatchObject([
    { protocol: 'udp', containerPort: 81, listens: 'no' },
    { containerPort: 99, listens: 'no', summary: expect.stringContaining('nothing in the container waits') },
  ]);
  expect(silent.unpublished).toEqual([expect.objectContaining({ port: 80, protocol: 'tcp' })]);
});
