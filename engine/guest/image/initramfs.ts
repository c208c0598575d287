import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tools } from '../debian/tools.ts';
import type { Kernel } from '../root/kernel.ts';
import { cpio, type CpioEntry } from './cpio.ts';

/** What /init calls; all of it is busybox. */
const COMMANDS = ['cp', 'insmod', 'mkdir', 'mount', 'mv', 'od', 'poweroff', 'sh', 'switch_root', 'sync', 'usleep'];

export interface InitramfsRequest {
  readonly version: string;
  readonly kernel: Kernel;
  /** Of the guest's architecture. */
  readonly busybox: string;
  readonly init: string;
  readonly targetFile: string;
}

/** The first file system: just enough to find the root. Compressed with zstd, which kernels unpack fastest for its size. */
export async function makeInitramfs(request: InitramfsRequest, tools: Tools): Promise<void> {
  const { version, kernel, busybox, init, targetFile } = request;
  const folders = ['bin', 'dev', 'modules', 'new', 'proc', 'sys'];
  const entries: CpioEntry[] = [
    ...folders.map((name): CpioEntry => ({ type: 'directory', path: name })),
    { type: 'file', path: 'bin/busybox', content: await readFile(busybox), isExecutable: true },
    ...COMMANDS.map((name): CpioEntry => ({ type: 'symlink', path: `bin/${name}`, target: 'busybox' })),
    // Without it PID 1 has no output until /init has mounted /dev.
    { type: 'device', path: 'dev/console', major: 5, minor: 1 },
    { type: 'file', path: 'init', content: await readFile(init), isExecutable: true },
    { type: 'file', path: 'version', content: Buffer.from(`${version}\n`) },
    ...list('always', kernel.always),
    ...list('elsewhere', kernel.elsewhere),
    ...(await Promise.all([...new Set([...kernel.always, ...kernel.elsewhere])].map(module))),
  ];
  const plain = `${targetFile}.cpio`;
  await writeFile(plain, cpio(entries));
  await tools.run('zstd', ['-q', '-f', '-19', '--rm', plain, '-o', targetFile]);
}

const list = (name: string, modules: readonly string[]): CpioEntry[] => [
  {
    type: 'file',
    path: `modules/${name}`,
    content: Buffer.from(modules.map((one) => `${path.basename(one)}\n`).join('')),
  },
];

const module = async (file: string): Promise<CpioEntry> => ({
  type: 'file',
  path: `modules/${path.basename(file)}`,
  content: await readFile(file),
});
