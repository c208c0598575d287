import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RpmTools, rpmTools } from '../testing/rpmTools.ts';
import { databaseAt, readDatabase } from './databases.ts';

let dir = '';
/** Not to be had everywhere: they come from Debian. */
const found = await rpmTools();
const tools = found as RpmTools;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-rpm-'));
  if (found) await buildPackages(tools);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const SPECS = [
  { name: 'hello', epoch: '2', version: '1.5', release: '3.fc40' },
  { name: 'no-epoch', epoch: undefined, version: '0.1~rc1', release: '1' },
  // Larger than a page of any database.
  { name: 'large', epoch: '0', version: '10', release: '1', description: 'word '.repeat(8000) },
];

async function buildPackages({ run }: RpmTools): Promise<void> {
  for (const { name, epoch, version, release, description = name } of SPECS) {
    const spec = path.join(dir, `${name}.spec`);
    const lines = [
      `Name: ${name}`,
      ...(epoch === undefined ? [] : [`Epoch: ${epoch}`]),
      `Version: ${version}`,
      `Release: ${release}`,
      `Summary: ${name}`,
      'License: MIT',
      'BuildArch: noarch',
      '%description',
      description,
      '%files',
    ];
    await writeFile(spec, `${lines.join('\n')}\n`);
    await run('rpmbuild', ['-bb', '--define', `_topdir ${dir}/top`, '--define', `_tmppath ${dir}`, spec]);
  }
}

/** A database that rpm itself made, and what it says is in it. Debian's rpm makes only this kind. */
async function madeByRpm({ run }: RpmTools) {
  const place = path.join(dir, 'sqlite');
  await mkdir(place);
  const on = ['--dbpath', place, '--define', '_db_backend sqlite'];
  await run('rpmdb', [...on, '--initdb']);
  const packages = (await readdir(`${dir}/top/RPMS/noarch`)).map((name) => `${dir}/top/RPMS/noarch/${name}`);
  const install = ['--install', '--justdb', '--nodeps', '--nosignature', '--ignorearch'];
  await run('rpm', [...on, ...install, ...packages]);
  // As after an update: packages that went leave gaps.
  await run('rpm', [...on, '--erase', '--justdb', '--nodeps', 'no-epoch']);
  await run('rpm', [...on, ...install, ...packages.filter((one) => one.includes('no-epoch'))]);
  const format = '%{NAME}\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\t%{ARCH}\\n';
  const printed = await run('rpmquery', [...on, '-qa', '--queryformat', format]);
  return { file: path.join(place, 'rpmdb.sqlite'), packages: printed.trim().split('\n').map(toPackage) };
}

/** The headers as rpm wrote them, by their number. */
async function headers(): Promise<readonly (readonly [number, Uint8Array])[]> {
  const sqlite = await initSqlJs();
  const source = await readFile(path.join(dir, 'sqlite/rpmdb.sqlite'));
  for (const at of [18, 19]) source[at] = 1;
  const [{ values } = { values: [] }] = new sqlite.Database(source).exec('SELECT hnum, blob FROM Packages');
  return values.map(([number, blob]) => [Number(number), blob as Uint8Array]);
}

/** `Packages.db` as rpm's lib/backend/ndb/rpmpkg.c lays it out; no rpm of Debian writes it. */
function ndbOf(blobs: readonly (readonly [number, Uint8Array])[]): Buffer {
  const [page, block] = [4096, 16];
  const slots = Buffer.alloc(page);
  slots.write('RpmP');
  slots.writeUInt32LE(1, 12); // pages of slots
  for (let slot = 2; slot < page / block; slot++) slots.write('Slot', slot * block);
  const data: Buffer[] = [];
  let at = page;
  for (const [index, [number, blob]] of blobs.entries()) {
    const slot = (2 + 3 * index) * block; // with free ones between them
    const length = Math.ceil((block + blob.byteLength + 12) / block) * block;
    const piece = Buffer.alloc(length);
    piece.write('BlbS');
    piece.writeUInt32LE(number, 4);
    piece.writeUInt32LE(blob.byteLength, 12);
    piece.set(blob, block);
    piece.write('BlbE', length - 4);
    slots.writeUInt32LE(number, slot + 4);
    slots.writeUInt32LE(at / block, slot + 8);
    slots.writeUInt32LE(length / block, slot + 12);
    data.push(piece);
    at += length;
  }
  return Buffer.concat([slots, ...data]);
}

function toPackage(line: string) {
  const [name = '', version = '', architecture = ''] = line.split('\t');
  return { name, version: version.replace(/^0:/, ''), architecture };
}

const byName = <T extends { readonly name: string }>(packages: readonly T[]) =>
  packages.toSorted((a, b) => (a.name < b.name ? -1 : 1));

async function read(file: string, at: string) {
  const place = databaseAt(at);
  if (!place) throw new Error(`${at} is no place of a database.`);
  const found = await readDatabase(place, await readFile(file));
  return { ...found, packages: byName(found.packages) };
}

describe.skipIf(!found)('the packages of rpm', () => {
  test('in its database of today are those that rpm lists', async () => {
    const { file, packages } = await madeByRpm(tools);
    expect(packages).toHaveLength(3);
    const listed = await read(file, '/var/lib/rpm/rpmdb.sqlite');
    expect(listed).toEqual({ manager: 'rpm', packages: byName(packages) });
    expect(listed.packages[0]).toEqual({ name: 'hello', version: '2:1.5-3.fc40', architecture: 'noarch' });
  });

  test('in the database that SUSE uses are those whose headers it holds', async () => {
    const file = path.join(dir, 'Packages.db');
    await writeFile(file, ndbOf(await headers()));
    const listed = await read(file, '/usr/lib/sysimage/rpm/Packages.db');
    expect(listed.problem).toBeUndefined();
    expect(listed.packages.map(({ name }) => name)).toEqual(['hello', 'large', 'no-epoch']);
  });

  test.each([512, 4096])(
    'in a Berkeley DB with pages of %s bytes are those whose headers it holds',
    async (pageSize) => {
      const hex = (bytes: Uint8Array) => ` ${Buffer.from(bytes).toString('hex')}`;
      const key = (number: number) => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32LE(number);
        return bytes;
      };
      const lines = [
        'VERSION=3',
        'format=bytevalue',
        'type=hash',
        `db_pagesize=${pageSize}`,
        'HEADER=END',
        // The counter, which rpm keeps under the number 0.
        ...[hex(key(0)), hex(key(9))],
        ...(await headers()).flatMap(([number, blob]) => [hex(key(number)), hex(blob)]),
        'DATA=END',
      ];
      const file = path.join(dir, `Packages-${pageSize}`);
      await tools.run('db5.3_load', [file], `${lines.join('\n')}\n`);
      const listed = await read(file, '/var/lib/rpm/Packages');
      expect(listed.problem).toBeUndefined();
      expect(listed.packages.map(({ name }) => name)).toEqual(['hello', 'large', 'no-epoch']);
    },
  );
});
