import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  connectNetworkCommand,
  createNetworkCommand,
  disconnectNetworkCommand,
  pruneNetworksCommand,
  removeNetworksCommand,
} from '../../../contract/commands/networkCommands.ts';
import {
  EndpointSettings,
  NetworkSettings,
  type NetworkSettingsInput,
  type NetworkSummary,
} from '../../../contract/model/network.ts';
import { ListReader } from '../../live/testing/liveEngine.ts';
import { docker, runTest, shell } from '../../live/testing/engineCli.ts';
import { MadeNetworks, type NetworksClient, startNetworksClient } from './testing/client.ts';

const context = 'default';
let gantry: NetworksClient;
const made = new MadeNetworks();

beforeAll(async () => void (gantry = await startNetworksClient()));
afterEach(() => made.removeAll());
afterAll(() => gantry.close());

const idOf = (network: string) => docker('network', 'inspect', '--format', '{{.Id}}', network);
const ping = (from: string, host: string) => docker('exec', from, 'ping', '-c', '1', '-W', '1', host);

describe('the list of networks', () => {
  test('has the engine’s own, with what inspect says of the bridge (AC-48)', async () => {
    const all = await gantry.client.networks.list({ context });
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['bridge', 'host', 'none']));
    const bridge = all.find(({ name }) => name === 'bridge')!;
    expect(bridge).toMatchObject({ driver: 'bridge', scope: 'local', isInternal: false });
    expect(bridge.subnets[0]).toMatch(/^\d+\.\d+\.\d+\.\d+\/\d+$/);
    expect(bridge.options).toMatchObject({
      'com.docker.network.bridge.enable_icc': 'true',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.driver.mtu': '1500',
    });
    for (const { id, name } of all.filter((one) => ['bridge', 'host', 'none'].includes(one.name))) {
      const { networks } = await gantry.client.networks.previewRemove({ context, ids: [id] });
      expect(networks).toMatchObject([{ name, outcome: 'own' }]);
      const job = await gantry.ended((await gantry.client.networks.remove({ context, ids: [id] })).jobId);
      expect(job).toMatchObject({ state: 'failed', error: { message: `“${name}” is one of Docker’s own networks.` } });
    }
  });

  test('shows what is done in a shell, and asks only for what an event touches', async () => {
    const reader = new ListReader<NetworkSummary>((signal) => gantry.live.watchNetworks(context, signal));
    try {
      await reader.until('a first list', () => reader.changes.length > 0);
      const lists = () =>
        gantry.proxy.requests.filter((line) => /\/networks(\?| |$)/.test(line) && !/filters/.test(line)).length;
      const before = lists();
      const name = made.network('live');
      const id = await made.create(name, '--internal', '--label', 'com.docker.compose.project=shop');
      await reader.until('the network', () => reader.believed.has(id));
      expect(reader.believed.get(id)).toMatchObject({ name, isInternal: true, stack: 'shop', driver: 'bridge' });
      await docker('network', 'rm', name);
      await reader.until('it gone', () => !reader.believed.has(id));
      expect(lists()).toBe(before);
    } finally {
      reader.stop();
    }
  });
});

describe('creating a network', () => {
  const create = (settings: NetworkSettingsInput) => gantry.client.networks.create({ context, settings });

  test('gives a container an address of the subnet, without a restart of the engine (S45)', async () => {
    const [network, box] = [made.network('own'), made.container('box')];
    const pools = [{ subnet: '192.168.5.0/24', gateway: '192.168.5.1' }];
    await create({ name: network, pools, labels: { 'gantry.test': '' } });
    await runTest(box, '--network', network);
    const format = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`;
    expect(await docker('inspect', '--format', format, box)).toMatch(/^192\.168\.5\.\d+$/);
  });

  test('refuses a subnet that overlaps with that of another network, and names it', async () => {
    const [first, second] = [made.network('first'), made.network('second')];
    await create({ name: first, pools: [{ subnet: '10.77.0.0/16' }] });
    await expect(create({ name: second, pools: [{ subnet: '10.77.3.0/24' }] })).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['pools', '0', 'subnet'], message: expect.stringContaining(`“${first}”`) },
    });
    await expect(create({ name: first })).rejects.toMatchObject({ error: { code: 'invalid-input', path: ['name'] } });
    await expect(create({ name: second, driver: 'nosuch' })).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['driver'], message: 'The engine has no network driver “nosuch”.' },
    });
  });

  test.each<[string, NetworkSettingsInput]>([
    ['a plain bridge', { name: '' }],
    [
      'with everything',
      {
        name: '',
        isInternal: true,
        isAttachable: true,
        isIpv6: true,
        pools: [
          {
            subnet: '10.78.0.0/16',
            gateway: '10.78.0.9',
            ipRange: '10.78.4.0/24',
            auxAddresses: { printer: '10.78.4.2', 'a b': '10.78.4.3' },
          },
          { subnet: 'fd00:78::/64', gateway: 'fd00:78::9' },
        ],
        options: { 'com.docker.network.driver.mtu': '1400', 'com.docker.network.bridge.enable_icc': 'false' },
        labels: { team: 'it’s "blue"', empty: '' },
      },
    ],
  ])('%s: the command that is shown makes the same network', async (_, input) => {
    const [ours, theirs] = [made.network('ours'), made.network('theirs')];
    await create({ ...input, name: ours });
    const oursLeft = await left(ours);
    await docker('network', 'rm', ours);
    await shell(createNetworkCommand(NetworkSettings.parse({ ...input, name: theirs })));
    expect(oursLeft).toEqual(await left(theirs));
  });

  /** Ids, names, times and the addresses that the engine chose aside. */
  async function left(name: string): Promise<unknown> {
    const [{ Id: _id, Name: _name, Created: _created, ...rest }] = JSON.parse(
      await docker('network', 'inspect', name),
    ) as [Record<string, unknown>];
    return JSON.parse(JSON.stringify(rest).replaceAll(/"10\.2\d\d\.\d+\.\d+(\/\d+)?"/g, '"<auto>"'));
  }
});

describe('connecting and disconnecting', () => {
  const endpointOf = async (container: string, network: string) =>
    JSON.parse(
      await docker('inspect', '--format', `{{json (index .NetworkSettings.Networks "${network}")}}`, container),
    ) as Record<string, unknown>;

  test('a name resolves on a network of its own, and not on the default bridge (AC-51)', async () => {
    const [network, dns, client, apart] = [
      made.network('mybridge'),
      made.container('testdns'),
      made.container('client'),
      made.container('apart'),
    ];
    await made.create(network);
    await runTest(dns, '--network', network);
    await runTest(client, '--network', network);
    await runTest(apart);
    expect(await docker('exec', client, 'cat', '/etc/resolv.conf')).toContain('nameserver 127.0.0.11');
    expect(await ping(client, dns)).toContain('0% packet loss');
    await expect(ping(apart, dns)).rejects.toThrow('Command failed');
  });

  test('a container is reached only while it is connected, with its alias and address (AC-52, S46)', async () => {
    const [one, two, java, centos] = [
      made.network('one'),
      made.network('two'),
      made.container('java'),
      made.container('centos'),
    ];
    const networkId = await made.create(one, '--subnet', '10.79.0.0/16');
    await made.create(two);
    await runTest(java, '--network', one);
    const containerId = await runTest(centos, '--network', two);
    await expect(ping(java, centos)).rejects.toThrow('Command failed');
    const endpoint = { aliases: ['cent'], ipAddress: '10.79.0.77' };
    await gantry.client.networks.connect({ context, networkId, containerId, endpoint });
    expect(await ping(java, 'cent')).toContain('0% packet loss');
    expect(await endpointOf(centos, one)).toMatchObject({ IPAddress: '10.79.0.77', Aliases: ['cent'] });
    const detail = await gantry.client.networks.inspect({ context, id: networkId });
    expect(detail.members.find(({ id }) => id === containerId)).toMatchObject({
      name: centos,
      ipAddress: '10.79.0.77',
      fixedIpAddress: '10.79.0.77',
      aliases: ['cent'],
      names: expect.arrayContaining([centos, 'cent']),
    });
    const { networks } = await gantry.client.networks.previewRemove({ context, ids: [networkId] });
    expect(networks).toMatchObject([{ outcome: 'blocked', members: [{ name: centos }, { name: java }] }]);
    const refused = await gantry.ended((await gantry.client.networks.remove({ context, ids: [networkId] })).jobId);
    expect(refused.error?.message).toContain(java);
    await gantry.client.networks.disconnect({ context, networkId, containerId });
    await expect(ping(java, 'cent')).rejects.toThrow('Command failed');
    // With what is on it disconnected it goes.
    const javaId = await docker('inspect', '--format', '{{.Id}}', java);
    const { jobId } = await gantry.client.networks.remove({
      context,
      ids: [networkId],
      disconnect: [{ networkId, containerId: javaId }],
    });
    expect(await gantry.ended(jobId)).toMatchObject({ state: 'done', title: `Remove network ${one}` });
    await expect(idOf(one)).rejects.toThrow('not found');
  });

  test('the commands that are shown connect and disconnect alike', async () => {
    const [network, ours, theirs] = [made.network('net'), made.container('ours'), made.container('theirs')];
    const networkId = await made.create(network, '--subnet', '10.80.0.0/16', '--subnet', 'fd00:80::/64', '--ipv6');
    const [containerId] = [await runTest(ours), await runTest(theirs)];
    const settings = { aliases: ['a', 'b c'], ipAddress: '10.80.0.5', ipv6Address: 'fd00:80::5' };
    const comparable = async (container: string) => {
      const { EndpointID: _endpoint, MacAddress: _mac, DNSNames, ...rest } = await endpointOf(container, network);
      const id = await docker('inspect', '--format', '{{.Id}}', container);
      return JSON.parse(
        JSON.stringify({ ...rest, DNSNames })
          .replaceAll(container, '<name>')
          .replaceAll(id.slice(0, 12), '<id>'),
        // The CLI writes what it was not told, too.
        (_key, value: unknown) => (isNothing(value) ? undefined : value),
      ) as unknown;
    };
    await gantry.client.networks.connect({ context, networkId, containerId, endpoint: settings });
    const joined = await comparable(ours);
    await gantry.client.networks.disconnect({ context, networkId, containerId });
    expect(await endpointOf(ours, network)).toBeNull();
    await shell(connectNetworkCommand(network, theirs, EndpointSettings.parse(settings)));
    expect(joined).toEqual(await comparable(theirs));
    await shell(disconnectNetworkCommand(network, theirs));
    expect(await endpointOf(theirs, network)).toBeNull();
  });

  const isNothing = (value: unknown) =>
    value === null || value === '' || value === 0 || (typeof value === 'object' && Object.keys(value).length === 0);

  test('what the engine refuses is said in words', async () => {
    const [network, box, other] = [made.network('net'), made.container('box'), made.container('other')];
    const networkId = await made.create(network, '--subnet', '10.81.0.0/16');
    const containerId = await runTest(box, '--network', network, '--ip', '10.81.0.5');
    const otherId = await runTest(other);
    const connect = (id: string, container: string, endpoint: object) =>
      gantry.client.networks.connect({ context, networkId: id, containerId: container, endpoint });
    await expect(connect(networkId, otherId, { ipAddress: '10.1.1.1' })).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['ipAddress'] },
    });
    await expect(connect(networkId, otherId, { ipAddress: '10.81.0.5' })).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['ipAddress'], message: expect.stringContaining('taken') },
    });
    // The engine had noted it all the same, and would not have started the container again.
    expect(await docker('inspect', '--format', '{{len .NetworkSettings.Networks}}', other)).toBe('1');
    await expect(connect(networkId, containerId, {})).rejects.toMatchObject({ error: { code: 'conflict' } });
    await expect(connect(await idOf('host'), otherId, {})).rejects.toMatchObject({
      error: { code: 'conflict', message: 'The host network can only be chosen when a container is made.' },
    });
    await expect(connect(await idOf('bridge'), containerId, { aliases: ['x'] })).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['aliases'] },
    });
    await expect(gantry.client.networks.disconnect({ context, networkId, containerId: otherId })).rejects.toMatchObject(
      { error: { code: 'conflict' } },
    );
  });
});

describe('removing what nobody uses', () => {
  test('names exactly those networks, and keeps what a stopped container needs to start again', async () => {
    const [free, needed, used] = [made.network('free'), made.network('needed'), made.network('used')];
    const [stopped, running] = [made.container('stopped'), made.container('running')];
    for (const name of [free, needed, used]) await made.create(name);
    await runTest(stopped, '--network', needed);
    await docker('kill', stopped);
    await runTest(running, '--network', used);
    const preview = async (withStopped: boolean) =>
      (await gantry.client.networks.previewPrune({ context, withStopped })).networks.map(({ name }) => name);
    expect(await preview(false)).toContain(free);
    expect(await preview(false)).not.toEqual(expect.arrayContaining([needed]));
    expect(await preview(true)).toEqual(expect.arrayContaining([free, needed]));
    expect(await preview(true)).not.toContain(used);
    expect(await preview(true)).not.toContain('bridge');
    const { networks } = await gantry.client.networks.previewPrune({ context });
    const ids = networks.filter(({ name }) => name === free).map(({ id }) => id);
    await gantry.ended((await gantry.client.networks.remove({ context, ids })).jobId);
    await expect(idOf(free)).rejects.toThrow('not found');
    expect(await idOf(needed)).toBeTruthy();
    // The engine's own prune, as it is shown, takes what the preview with stopped containers names.
    await shell(`${pruneNetworksCommand(undefined)} --force --filter label=gantry.test`);
    await expect(idOf(needed)).rejects.toThrow('not found');
    expect(await idOf(used)).toBeTruthy();
  });

  test('the command that is shown removes the same', async () => {
    const [first, second] = [made.network('first'), made.network('second')];
    await made.create(first);
    await made.create(second);
    await shell(removeNetworksCommand([first, second]));
    await expect(idOf(first)).rejects.toThrow('not found');
    await expect(idOf(second)).rejects.toThrow('not found');
  });
});

describe('connect to…', () => {
  test('leads a container to another by an alias, and a second one too (S18)', async () => {
    const [db, web, web2] = [made.container('db'), made.container('web'), made.container('web2')];
    const toId = await runTest(db, '--', 'httpd', '-f', '-p', '5432', '-h', '/etc');
    const fromId = await runTest(web);
    const secondId = await runTest(web2);
    await expect(ping(web, 'db')).rejects.toThrow('Command failed');
    const plan = await gantry.client.networks.previewConnectTo({ context, fromId, toId });
    expect(plan).toMatchObject({ choices: [], linkAliases: [], newName: `${web}-${db}` });
    const network = made.network('common');
    const answer = await gantry.client.networks.connectTo({
      context,
      fromId,
      toId,
      network: { newName: network },
      alias: 'db',
    });
    expect(answer).toMatchObject({ networkName: network, names: expect.arrayContaining([db, 'db']) });
    expect(await ping(web, 'db')).toContain('0% packet loss');
    const again = await gantry.client.networks.previewConnectTo({ context, fromId: secondId, toId });
    expect(again.choices).toMatchObject([{ name: network, isFromOn: false, isToOn: true }]);
    await gantry.client.networks.connectTo({
      context,
      fromId: secondId,
      toId,
      network: { id: answer.networkId },
      alias: 'db',
    });
    expect(await ping(web2, 'db')).toContain('0% packet loss');
    const commands = [...gantry.activity.feed.values()].map(({ command }) => command);
    expect(commands).toContainEqual(
      [
        `docker network create ${network}`,
        `docker network connect --alias db ${network} ${db}`,
        `docker network connect ${network} ${web}`,
      ].join('\n'),
    );
    await docker('network', 'disconnect', network, db);
  });

  test('turns a legacy link into an alias (AC-54)', async () => {
    const [example, recipient] = [made.container('example'), made.container('recipient')];
    const toId = await runTest(example);
    const fromId = await runTest(recipient, '--link', `${example}:ex`);
    expect(await ping(recipient, 'ex')).toContain('0% packet loss');
    const plan = await gantry.client.networks.previewConnectTo({ context, fromId, toId });
    expect(plan.linkAliases).toEqual(['ex']);
    const network = made.network('instead');
    await gantry.client.networks.connectTo({ context, fromId, toId, network: { newName: network }, alias: 'ex' });
    // What the link wrote into /etc/hosts comes first for as long as the container lives; the network knows it too.
    const format = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`;
    const address = await docker('inspect', '--format', format, example);
    expect(await docker('exec', recipient, 'nslookup', 'ex', '127.0.0.11')).toContain(address);
    expect(await ping(recipient, 'ex')).toContain('0% packet loss');
  });

  test('gives an alias to one that is on the network already, and keeps its address', async () => {
    const [network, db, web] = [made.network('net'), made.container('db'), made.container('web')];
    const id = await made.create(network, '--subnet', '10.82.0.0/16');
    const toId = await runTest(db, '--network', network, '--ip', '10.82.0.9', '--network-alias', 'old');
    const fromId = await runTest(web, '--network', network);
    await gantry.client.networks.connectTo({ context, fromId, toId, network: { id }, alias: 'new' });
    expect(await ping(web, 'new')).toContain('10.82.0.9');
    expect(await ping(web, 'old')).toContain('10.82.0.9');
  });

  test('takes back what it has begun when a step fails', async () => {
    const [full, db, web] = [made.network('full'), made.container('db'), made.container('web')];
    // It has room for one: the other joins it, and then no address is left.
    const id = await made.create(full, '--subnet', '10.83.0.0/30');
    const [toId, fromId] = [await runTest(db), await runTest(web)];
    const connect = () => gantry.client.networks.connectTo({ context, fromId, toId, network: { id }, alias: 'new' });
    const networksOf = async (name: string) =>
      Object.keys(
        JSON.parse(await docker('inspect', '--format', '{{json .NetworkSettings.Networks}}', name)) as object,
      );
    await expect(connect()).rejects.toMatchObject({ error: { message: expect.stringMatching(/address/) } });
    expect([await networksOf(db), await networksOf(web)]).toEqual([['bridge'], ['bridge']]);
    await docker('restart', '--timeout', '0', web); // with half of a network it could not

    // One that was there before is there again as it was: it left for a moment to get the alias. Then none is left to mend
    // the other with, and that is said.
    await docker('network', 'connect', '--alias', 'old', '--ip', '10.83.0.2', full, db);
    await expect(connect()).rejects.toMatchObject({
      error: {
        message: expect.stringMatching(/address/),
        hint: expect.stringContaining(`stop “${web}” and disconnect`),
      },
    });
    const format = `{{with index .NetworkSettings.Networks "${full}"}}{{.Aliases}} {{.IPAMConfig.IPv4Address}}{{end}}`;
    expect(await docker('inspect', '--format', format, db)).toBe('[old] 10.83.0.2');
    await docker('stop', '--timeout', '0', web);
    await gantry.client.networks.disconnect({ context, networkId: id, containerId: fromId });
    await docker('start', web);
    expect(await networksOf(web)).toEqual(['bridge']);
  });

  test('refuses before anything is begun what cannot be', async () => {
    const [network, db, web] = [made.network('half'), made.container('db'), made.container('web')];
    const toId = await runTest(db, '--network', 'none');
    const fromId = await runTest(web);
    await expect(
      gantry.client.networks.connectTo({ context, fromId, toId, network: { newName: network } }),
    ).rejects.toMatchObject({ error: { code: 'conflict', message: expect.stringContaining('without a network') } });
    await expect(idOf(network)).rejects.toThrow('not found');
    await docker('network', 'create', network, '--label', 'gantry.test');
    await expect(
      gantry.client.networks.connectTo({ context, fromId, toId: fromId, network: { newName: network } }),
    ).rejects.toMatchObject({ error: { code: 'conflict' } });
  });
});
