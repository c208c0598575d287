import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTools, conversionTools, stubPackage } from '../debian/packages.ts';
import type { Tools } from '../debian/tools.ts';
import { toolsForTests } from '../testing/builtGuest.ts';
import { crc32 } from './crc.ts';
import { makeDataTemplate } from './dataTemplate.ts';
import { makeBootDisk } from './esp.ts';
import { writeRootTar } from './rootTar.ts';
import { makeUki } from './uki.ts';
import { writeVhdx } from './vhdx.ts';

const MIB = 1 << 20;
const mke2fsConfig = path.join(import.meta.dirname, '../files/etc/mke2fs.conf');

let dir = '';
let build: Tools;
let conversion: Tools;
let stub: Tools;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-convert-'));
  build = await toolsForTests(buildTools);
  conversion = await toolsForTests(conversionTools);
  // With its dependencies a whole system; as a folder to read from it is all the same.
  stub = await toolsForTests([stubPackage, 'libc6']);
}, 600_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

const file = (name: string): string => path.join(dir, name);

async function rawDisk(name: string, mebibytes: number): Promise<string> {
  const handle = await open(file(name), 'w');
  for (const [at, text] of [
    [0, 'first'],
    [5, 'middle'],
    [mebibytes - 1, 'last'],
  ] as const) {
    await handle.write(Buffer.alloc(MIB, text), 0, MIB, at * MIB);
  }
  await handle.close();
  return file(name);
}

test('a raw disk comes back out of its VHDX as it was, its empty blocks take no room, and two conversions are the same', async () => {
  // Beyond 4 GiB the table has an entry of another kind in between.
  const raw = await rawDisk('disk.raw', 4100);
  await writeVhdx(raw, file('disk.vhdx'));
  const info = JSON.parse(await conversion.run('qemu-img', ['info', '--output=json', file('disk.vhdx')])) as object;
  expect(info).toMatchObject({ format: 'vhdx', 'virtual-size': 4100 * MIB });
  await conversion.run('qemu-img', ['check', file('disk.vhdx')]);
  expect(await conversion.run('qemu-img', ['compare', '-f', 'raw', '-F', 'vhdx', raw, file('disk.vhdx')])).toContain(
    'identical',
  );
  expect((await readFile(file('disk.vhdx'))).length).toBe(7 * MIB);
  const small = await rawDisk('small.raw', 8);
  for (const name of ['once.vhdx', 'twice.vhdx']) await writeVhdx(small, file(name));
  expect((await readFile(file('once.vhdx'))).equals(await readFile(file('twice.vhdx')))).toBe(true);
}, 180_000);

test('a disk that is no whole mebibytes is refused', async () => {
  await writeFile(file('odd.raw'), 'x');
  await expect(writeVhdx(file('odd.raw'), file('odd.vhdx'))).rejects.toThrow('whole mebibytes');
});

test('kernel and initramfs become one program for UEFI on a disk that firmware boots by itself, twice the same', async () => {
  await writeFile(file('kernel'), await readFile(stub.path('usr/lib/systemd/boot/efi/systemd-bootx64.efi')));
  await writeFile(file('initrd'), Buffer.alloc(5000, 'initramfs'));
  const make = async (name: string) => {
    const workDir = file(`${name}.work`);
    await mkdir(workDir);
    const request = {
      arch: 'amd64' as const,
      kernel: file('kernel'),
      kernelRelease: '6.12',
      initrd: file('initrd'),
      version: '1',
      commandLine: 'console=ttyS0',
      stubDir: stub.path('.'),
      workDir,
      targetFile: path.join(workDir, 'guest.efi'),
    };
    await makeUki(request, conversion);
    await makeBootDisk(request.targetFile, 'amd64', file(name), conversion);
    return { program: await readFile(request.targetFile), disk: await readFile(file(name)) };
  };
  const { program, disk } = await make('boot.raw');
  expect(sections(program)).toMatchObject({ '.cmdline': expect.stringContaining('console=ttyS0') });
  expect(Object.keys(sections(program))).toEqual(expect.arrayContaining(['.linux', '.initrd', '.osrel', '.uname']));
  expect(disk.toString('latin1', 512, 520)).toBe('EFI PART');
  const header = Buffer.from(disk.subarray(512, 604));
  const checksum = header.readUInt32LE(16);
  header.writeUInt32LE(0, 16);
  expect(crc32(header)).toBe(checksum);
  // Behind the partition's beginning there is the program, byte by byte.
  await conversion.run('mcopy', ['-i', `${file('boot.raw')}@@1M`, '::EFI/BOOT/BOOTX64.EFI', file('back.efi')]);
  expect(program.equals(await readFile(file('back.efi')))).toBe(true);
  expect(disk.equals((await make('boot2.raw')).disk)).toBe(true);
});

/** Names and beginnings of a PE program's sections. */
function sections(program: Buffer): Record<string, string> {
  const pe = program.readUInt32LE(60);
  const first = pe + 24 + program.readUInt16LE(pe + 20);
  return Object.fromEntries(
    Array.from({ length: program.readUInt16LE(pe + 6) }, (_, index) => {
      const at = first + index * 40;
      const start = program.readUInt32LE(at + 20);
      return [
        program.toString('latin1', at, at + 8).replace(/\0+$/, ''),
        program.toString('latin1', start, start + 100),
      ];
    }),
  );
}

test('the template of a data disk is a clean file system of the full size in a few megabytes, twice the same', async () => {
  const request = { sizeBytes: 64 * 1024 * MIB, mke2fsConfig, targetFile: file('data.qcow2') };
  await makeDataTemplate(request, { build, conversion });
  await makeDataTemplate({ ...request, targetFile: file('data2.qcow2') }, { build, conversion });
  const bytes = await readFile(file('data.qcow2'));
  expect(bytes.length).toBeLessThan(4 * MIB);
  expect(bytes.equals(await readFile(file('data2.qcow2')))).toBe(true);
  await conversion.run('qemu-img', ['convert', '-O', 'raw', file('data.qcow2'), file('data.raw')]);
  expect(await build.run('e2fsck', ['-f', '-n', file('data.raw')])).toContain('gantry-data');
  expect((await promisify(execFile)('du', ['-m', file('data.raw')])).stdout).toMatch(/^\d{1,2}\t/);
  await truncate(file('data.raw'), 0);
});

test('the tar for WSL2 holds all of /, owned by root, without the modules of a kernel that it does not get', async () => {
  const usr = file('usr');
  const skeleton = path.join(usr, 'lib/gantry/skeleton');
  await mkdir(path.join(skeleton, 'root'), { recursive: true });
  await chmod(path.join(skeleton, 'root'), 0o700);
  await symlink('usr/bin', path.join(skeleton, 'bin'));
  for (const name of ['lib/modules/6.12/kernel', 'bin']) await mkdir(path.join(usr, name), { recursive: true });
  await writeFile(path.join(usr, 'lib/modules/6.12/kernel/a.ko'), 'module');
  await writeFile(path.join(usr, 'bin/tool'), '#!/bin/sh\n');
  await chmod(path.join(usr, 'bin/tool'), 0o755);
  await writeRootTar(usr, file('root.tar'));
  const found: Record<string, string> = {};
  const entries = createReadStream(file('root.tar')).pipe(extract());
  for await (const entry of entries) {
    const { name, type, mode, uid, linkname } = entry.header;
    found[name] = [type, mode?.toString(8), uid, linkname].filter((one) => one !== null && one !== undefined).join(' ');
    entry.resume();
  }
  expect(found).toMatchObject({
    bin: 'symlink 777 0 usr/bin',
    'root/': 'directory 700 0',
    'usr/bin/tool': 'file 755 0',
  });
  expect(Object.keys(found).filter((name) => name.includes('modules'))).toEqual([]);
});
