import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createNetworkCommand } from '../../../contract/commands/networkCommands.ts';
import { NetworkSettings, type NetworkSettingsInput } from '../../../contract/model/network.ts';
import { createTest, docker, runTest, shell } from '../../live/testing/engineCli.ts';
import { type MortalEngine, startMortalEngine } from '../../recreate/testing/mortalEngine.ts';
import { startTestClient, type TestClient } from '../containers/testing/client.ts';
import { keepBridges } from './testing/bridgeFilter.ts';
import { MadeNetworks, type NetworksClient, startNetworksClient } from './testing/client.ts';

/** A swarm of one: an engine of the test’s own, as its networks are not those of others. */
const context = 'default';
let engine: MortalEngine;
let gantry: NetworksClient;
let containers: TestClient;
const made = new MadeNetworks();
let putBridgesBack: () => Promise<void>;

beforeAll(async () => {
  putBridgesBack = await keepBridges();
  engine = await startMortalEngine();
  vi.stubEnv('GANTRY_TEST_SOCKET', engine.socketPath);
  [gantry, containers] = await Promise.all([startNetworksClient(), startTestClient()]);
}, 60_000);
afterEach(() => made.removeAll());
afterAll(async () => {
  await Promise.all([gantry.close(), containers.close()]);
  vi.unstubAllEnvs();
  await engine.stop();
  await putBridgesBack();
});

const create = (input: NetworkSettingsInput) =>
  gantry.client.networks.create({ context, settings: NetworkSettings.parse(input) });
const ping = (from: string, host: string) => docker('exec', from, 'ping', '-c', '1', '-W', '2', host);

async function start(id: string) {
  for await (const { error } of containers.client.containers.apply({ context, ids: [id], action: { type: 'start' } }))
    return error;
  return undefined;
}

/** Whether the kernel of this machine makes interfaces of the kind: asked of it, not of the engine. */
async function canMake(kind: string, parent: string): Promise<boolean> {
  const name = `gt${kind.slice(0, 6)}0`;
  const link = kind === 'dummy' ? [] : ['link', parent];
  const [run, type] = [promisify(execFile), ['type', kind]];
  try {
    await run('ip', ['link', 'add', name, ...link, ...type]);
  } catch {
    return false;
  }
  await run('ip', ['link', 'del', name]);
  return true;
}

/** The bridge of the engine’s default network: an interface that is surely there. */
const bridge = () =>
  docker('network', 'inspect', '--format', '{{index .Options "com.docker.network.bridge.name"}}', 'bridge');

/** Ids, names, times and the addresses that the engine chose aside. */
async function left(name: string): Promise<unknown> {
  const [{ Id: _id, Name: _name, Created: _created, ...rest }] = JSON.parse(
    await docker('network', 'inspect', name),
  ) as [Record<string, unknown>];
  return JSON.parse(
    JSON.stringify(rest)
      .replaceAll(/"10\.\d+\.\d+\.\d+(\/\d+)?"/g, '"<auto>"')
      .replaceAll(/vxlanid_list":"\d+"/g, 'vxlanid_list":"<auto>"'),
  );
}

describe.each([
  ['macvlan', '10.87.0.0/24'],
  ['ipvlan', '10.88.0.0/24'],
] as const)('%s', (driver, subnet) => {
  const settings = (name: string, parent: string): NetworkSettingsInput => ({
    ...{ name, driver, pools: [{ subnet }], options: { parent } },
  });

  test('is made on an interface of the machine, by the command that is shown too', async () => {
    const [ours, theirs] = [made.network('ours'), made.network('theirs')];
    const parent = await bridge();
    await create(settings(ours, parent));
    const oursLeft = await left(ours);
    await docker('network', 'rm', ours);
    await shell(createNetworkCommand(NetworkSettings.parse(settings(theirs, parent))));
    expect(oursLeft).toEqual(await left(theirs));
    expect(oursLeft).toMatchObject({ Driver: driver, Options: { parent } });
  });

  test('carries its containers where the kernel can, and says that it cannot where not', async () => {
    const network = made.network('net');
    const parent = await bridge();
    await create(settings(network, parent));
    const [one, two] = [made.container('one'), made.container('two')];
    const ids = [await createTest(one, '--network', network), await createTest(two, '--network', network)];
    const isAble = await canMake(driver, parent);
    const refusal = {
      code: 'unsupported',
      message: `The system of the engine’s machine cannot make a network interface of the kind ${driver}.`,
    };
    for (const id of ids) expect((await start(id)) ?? {}).toMatchObject(isAble ? {} : refusal);
    const answers = await ping(one, two).then(
      () => true,
      () => false,
    );
    expect(answers).toBe(isAble);
  });

  test('without an interface of the machine needs one of the kernel’s own, and an interface that is not there is named', async () => {
    const network = made.network('inner');
    const making = create({ name: network, driver, isInternal: true, pools: [{ subnet }] });
    const error = await making.then(
      () => undefined,
      (thrown: { readonly error: unknown }) => thrown.error,
    );
    const refusal = { code: 'unsupported', hint: expect.stringContaining('kernel') };
    expect(error ?? {}).toMatchObject((await canMake('dummy', '')) ? {} : refusal);
    const missing = create(settings(made.network('missing'), 'nosuch0'));
    await expect(missing).rejects.toMatchObject({ error: { code: 'invalid-input', path: ['options.parent'] } });
  });
});

describe('overlay', () => {
  test('without a swarm is refused at its field; with one, and attachable, containers join it and find one another', async () => {
    const network = made.network('over');
    await expect(create({ name: network, driver: 'overlay', isAttachable: true })).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['driver'], message: expect.stringMatching(/swarm/) },
    });
    await docker('swarm', 'init', '--advertise-addr', '127.0.0.1');
    await create({ name: network, driver: 'overlay', isAttachable: true });
    const oursLeft = await left(network);
    const theirs = made.network('theirs');
    await shell(createNetworkCommand(NetworkSettings.parse({ name: theirs, driver: 'overlay', isAttachable: true })));
    expect(oursLeft).toEqual(await left(theirs));
    expect(oursLeft).toMatchObject({ Driver: 'overlay', Scope: 'swarm', Attachable: true });

    const [one, two] = [made.container('one'), made.container('two')];
    await runTest(one, '--network', network);
    const id = await createTest(two);
    expect(await start(id)).toBeUndefined();
    const networkId = await docker('network', 'inspect', '--format', '{{.Id}}', network);
    await gantry.client.networks.connect({ context, networkId, containerId: id, endpoint: { aliases: ['second'] } });
    await ping(one, 'second');
    await ping(two, one);
    await gantry.client.networks.disconnect({ context, networkId, containerId: id });
    await expect(ping(one, 'second')).rejects.toThrow('bad address');
  });

  test('that is not attachable is for services only, and a container that wants to join is told so', async () => {
    const network = made.network('services');
    await create({ name: network, driver: 'overlay' });
    const id = await createTest(made.container('one'), '--network', network);
    expect(await start(id)).toMatchObject({
      code: 'conflict',
      message: `The network “${network}” is for services of the swarm only: containers cannot join it.`,
    });
  });
});
