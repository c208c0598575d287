import { promises as dns } from 'node:dns';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLookUp, type Resolvers } from './lookUp.ts';
import { openNameServer, type NameServer } from './server.ts';

const failure = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
const addresses: Record<string, readonly string[]> = {
  'intranet.example': ['192.0.2.7', '2001:db8::7'],
  'only-four.example': ['192.0.2.8'],
  'this-machine': ['127.0.1.1', '::1'],
  localhost: ['127.0.0.1', '::1'],
  'many.example': Array.from({ length: 100 }, (_, index) => `192.0.2.${index}`),
};
let asked: string[] = [];

const resolvers: Resolvers = {
  addressesOf: (name) => {
    asked.push(name);
    if (name === 'down.example') return failure('EAI_AGAIN');
    return addresses[name] ? Promise.resolve(addresses[name]) : failure('ENOTFOUND');
  },
  records: {
    resolveMx: () => Promise.resolve([{ priority: 10, exchange: 'mail.example' }]),
    resolveTxt: () => Promise.resolve([['v=spf1 -all'], ['x'.repeat(300)]]),
    resolveSrv: () => Promise.resolve([{ priority: 1, weight: 2, port: 5060, name: 'sip.example' }]),
    resolveNs: () => Promise.resolve(['ns1.example']),
    resolveCname: () => Promise.resolve(['other.example']),
    resolvePtr: () => Promise.resolve(['host.example']),
    resolveSoa: () =>
      Promise.resolve({
        ...{ nsname: 'ns1.example', hostmaster: 'root.example' },
        ...{ serial: 4_000_000_000, refresh: 1, retry: 2, expire: 3, minttl: 4 },
      }),
  },
};

let server: NameServer;
let client: dns.Resolver;
beforeEach(async () => {
  asked = [];
  server = await openNameServer(createLookUp('10.0.2.2', resolvers));
  client = new dns.Resolver({ timeout: 2_000, tries: 1 });
  client.setServers([`127.0.0.1:${server.port}`]);
});
afterEach(() => {
  client.cancel();
  server.close();
});

test('addresses of both kinds come from the system, which is asked once', async () => {
  expect(await client.resolve4('intranet.example')).toEqual(['192.0.2.7']);
  expect(await client.resolve6('intranet.example')).toEqual(['2001:db8::7']);
  expect(asked).toEqual(['intranet.example']);
});

test('a name that is not there, one without such an address, and a resolver that is down are told apart', async () => {
  await expect(client.resolve4('nowhere.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(client.resolve6('only-four.example')).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(client.resolve4('down.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
});

test('this machine is found where the guest sees it, by Docker’s name for it and by its own', async () => {
  expect(await client.resolve4('host.docker.internal')).toEqual(['10.0.2.2']);
  expect(await client.resolve4('this-machine')).toEqual(['10.0.2.2']);
  await expect(client.resolve6('this-machine')).rejects.toMatchObject({ code: 'ENODATA' });
});

test('the other records are passed on whole', async () => {
  expect(await client.resolveMx('example')).toEqual([{ priority: 10, exchange: 'mail.example' }]);
  expect((await client.resolveTxt('example')).map((texts) => texts.join(''))).toEqual(['v=spf1 -all', 'x'.repeat(300)]);
  expect(await client.resolveSrv('_sip._tcp.example')).toEqual([
    { priority: 1, weight: 2, port: 5060, name: 'sip.example' },
  ]);
  expect(await client.resolveNs('example')).toEqual(['ns1.example']);
  expect(await client.resolveCname('www.example')).toEqual(['other.example']);
  expect(await client.reverse('192.0.2.7')).toEqual(['host.example']);
  expect(await client.resolveSoa('example')).toMatchObject({ serial: 4_000_000_000, minttl: 4 });
});

test('an answer too long for a datagram is fetched over TCP', async () => {
  expect(await client.resolve4('many.example')).toHaveLength(100);
});

test('what is no question is not answered, and the next one is', async () => {
  const socket = createSocket('udp4');
  for (const rubbish of [Buffer.alloc(0), Buffer.alloc(12), Buffer.alloc(40, 0xff), Buffer.from('GET / HTTP/1.1')]) {
    await new Promise<void>((resolve) => socket.send(rubbish, server.port, '127.0.0.1', () => resolve()));
  }
  socket.close();
  const cut = connect(server.port, '127.0.0.1');
  cut.write(Buffer.from([0, 20, 1, 2]));
  cut.destroy();
  expect(await client.resolve4('intranet.example')).toEqual(['192.0.2.7']);
});

test('this machine’s own resolver finds this machine', async () => {
  const own = await openNameServer(createLookUp('10.0.2.2'));
  client.setServers([`127.0.0.1:${own.port}`]);
  try {
    expect(await client.resolve4('localhost')).toEqual(['127.0.0.1']);
  } finally {
    own.close();
  }
});
