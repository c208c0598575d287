import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ImageIndex } from '../imageIndex.ts';
import { readArchive } from '../readArchive.ts';
import { archiveOf, inPieces, type TestEntry } from '../testing/archives.ts';
import { readApk } from './apk.ts';
import { databaseAt, readDatabase } from './databases.ts';
import { readDpkg } from './dpkg.ts';

const STATUS = '/var/lib/dpkg/status';
const DPKG_QUERY = '/usr/bin/dpkg-query';

describe('dpkg', () => {
  test.skipIf(!existsSync(STATUS))('lists of this machine what dpkg-query lists', () => {
    const listed = execFileSync(
      DPKG_QUERY,
      ['-W', '-f', '${Package}\t${Version}\t${Architecture}\t${db:Status-Status}\n'],
      {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C' },
      },
    );
    const expected = listed
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, , , status]) => status !== 'config-files' && status !== 'not-installed')
      .map(([name = '', version = '', architecture = '']) => ({ name, version, architecture }));
    const sorted = (list: readonly { readonly name: string; readonly architecture: string }[]) =>
      list.toSorted((a, b) => (`${a.name} ${a.architecture}` < `${b.name} ${b.architecture}` ? -1 : 1));
    expect(sorted(readDpkg(readFileSync(STATUS, 'utf8')))).toEqual(sorted(expected));
  });

  test('leaves out what was removed and left its configuration', () => {
    const text = [
      'Package: gone\nStatus: deinstall ok config-files\nVersion: 1\nArchitecture: all',
      'Package: here\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2:1.0-1\nDescription: a\n Package: no\n .\n Version: 9',
      'Package: half\nStatus: install ok half-configured\nVersion: 3\nArchitecture: all',
    ].join('\n\n');
    expect(readDpkg(`${text}\n`)).toEqual([
      { name: 'here', version: '2:1.0-1', architecture: 'amd64' },
      { name: 'half', version: '3', architecture: 'all' },
    ]);
  });
});

test('apk: a paragraph for each package, whose files have letters of their own', () => {
  const text = [
    'C:Q1abc=\nP:musl\nV:1.2.5-r0\nA:x86_64\nS:1\nT:the C library\nF:lib\nR:ld-musl-x86_64.so.1\na:0:0:755\nF:P:odd\nV:7',
    'C:Q1def=\nP:busybox\nV:1.36.1-r28\nA:x86_64\n',
  ].join('\n\n');
  expect(readApk(text)).toEqual([
    { name: 'musl', version: '1.2.5-r0', architecture: 'x86_64' },
    { name: 'busybox', version: '1.36.1-r28', architecture: 'x86_64' },
  ]);
});

describe('a database that cannot be read', () => {
  test.each(['rpmdb.sqlite', 'Packages', 'Packages.db'])('%s says so', async (name) => {
    const place = databaseAt(`/var/lib/rpm/${name}`)!;
    for (const content of [Buffer.alloc(0), Buffer.alloc(5000, 'x'), Buffer.alloc(20_000)]) {
      const found = await readDatabase(place, content);
      expect(found.packages).toEqual([]);
      expect(found.problem).toMatch(/^It could not be read: /);
    }
    expect((await readDatabase(place, undefined)).problem).toMatch(/larger than 128 MB/);
  });
});

describe('the packages of an image', () => {
  const packagesOf = async (layers: readonly (readonly TestEntry[])[]) => {
    const { bytes, diffIds } = await archiveOf(layers);
    const image = await readArchive(inPieces(bytes), { diffIds });
    return new ImageIndex('sha256:0', image, { readBytes: 0, durationMs: 0 }).packages();
  };
  const status = (name: string, version: string) =>
    `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\nArchitecture: all\n`;

  test('are those of the last layer that has the database', async () => {
    const at = 'var/lib/dpkg/status';
    expect(
      await packagesOf([
        [{ name: at, content: status('old', '1') }],
        [{ name: at, content: `${status('new', '2')}\n${status('a', '3')}` }],
        [{ name: 'lib/apk/db/installed', content: 'P:musl\nV:1\nA:x86_64\n' }],
      ]),
    ).toEqual([
      {
        manager: 'dpkg',
        path: '/var/lib/dpkg/status',
        packages: [
          { name: 'a', version: '3', architecture: 'all' },
          { name: 'new', version: '2', architecture: 'all' },
        ],
      },
      {
        manager: 'apk',
        path: '/lib/apk/db/installed',
        packages: [{ name: 'musl', version: '1', architecture: 'x86_64' }],
      },
    ]);
    expect(
      await packagesOf([[{ name: at, content: status('old', '1') }], [{ name: 'var/lib/dpkg/.wh.status' }]]),
    ).toEqual([]);
  });

  test('of a distroless image are one database of many files', async () => {
    const package_ = (name: string) => `Package: ${name}\nVersion: 1\nArchitecture: amd64\n`;
    expect(
      await packagesOf([
        [
          { name: 'var/lib/dpkg/status.d/libc6', content: package_('libc6') },
          { name: 'var/lib/dpkg/status.d/libc6.md5sums', content: 'd41d8  usr/lib/libc.so' },
        ],
        [{ name: 'var/lib/dpkg/status.d/base', content: package_('base-files') }],
      ]),
    ).toMatchObject([{ path: '/var/lib/dpkg/status.d', packages: [{ name: 'base-files' }, { name: 'libc6' }] }]);
  });
});
