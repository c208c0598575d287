import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { expect, test } from 'vitest';
import { configDisk, slirpNetwork, type GuestConfig } from './configDisk.ts';

const config: GuestConfig = {
  authorizedKeys: ['ssh-ed25519 AAAA one', 'ssh-ed25519 BBBB two'],
  hostname: 'engine',
  network: slirpNetwork,
  daemon: { ip6tables: false },
  certificates: ['-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----'],
  mounts: [{ tag: 'home', path: '/Users/someone else', isReadOnly: true }],
};

async function unpack(disk: Buffer): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const entry of Readable.from([disk]).pipe(extract())) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    files[entry.header.name] = Buffer.concat(parts).toString();
  }
  return files;
}

test('a disk is a tar of whole mebibytes with a file for each setting', async () => {
  const disk = configDisk(config);
  expect(disk.length % (1 << 20)).toBe(0);
  expect(disk.toString('latin1', 257, 262)).toBe('ustar');
  expect(await unpack(disk)).toMatchObject({
    authorized_keys: 'ssh-ed25519 AAAA one\nssh-ed25519 BBBB two\n',
    hostname: 'engine\n',
    'network/mode': 'static\n',
    'network/address': '10.0.2.15/24\n',
    mounts: 'virtiofs\thome\t/Users/someone else\tro\n',
    'docker/daemon.json': '{\n  "ip6tables": false\n}\n',
    'certificates/0.crt': expect.stringContaining('abc'),
  });
});

test('the same settings give the same bytes', () => {
  expect(configDisk(config).equals(configDisk({ ...config }))).toBe(true);
});

test('with DHCP there are no addresses, and nothing is there that was not asked for', async () => {
  const files = await unpack(configDisk({ ...config, network: { mode: 'dhcp' }, mounts: [], certificates: [] }));
  expect(Object.keys(files)).not.toEqual(expect.arrayContaining(['network/address']));
  expect(files['mounts']).toBeUndefined();
});

test.each([
  { ...config, authorizedKeys: ['ssh-ed25519 AAAA\nssh-ed25519 EVIL'] },
  { ...config, mounts: [{ tag: 'a', path: '/a\tb', isReadOnly: false }] },
  { ...config, hostname: '' },
])('a value that would be read as two is refused', (wrong) => {
  expect(() => configDisk(wrong)).toThrow('cannot be passed');
});
