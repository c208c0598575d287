import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildForTests } from '../../guest/testing/builtGuest.ts';
import { endWithThisProcess } from '../../testing/endWithThisProcess.ts';
import type { GuestParts, SshAddress, VmSpec } from '../driver.ts';
import { type RunResult, runProgram } from '../run.ts';

/** Built of these sources into `outputDir`, which its caller removes. */
export async function guestForTests(outputDir: string): Promise<GuestParts> {
  const { dir } = await buildForTests('amd64', outputDir);
  const file = (name: string) => path.join(dir, name);
  return { version: 'test', arch: 'amd64', kernel: file('kernel'), initrd: file('initrd'), root: file('root.erofs') };
}

/** A VM of one test, with a key of its own for its guest. `remove` must be called, after it has ended. */
export interface TestVm {
  readonly spec: VmSpec;
  /** Runs a command in the guest. */
  ssh(address: SshAddress | undefined, command: string): Promise<RunResult>;
  remove(): Promise<void>;
}

export async function makeTestVm(guest: GuestParts): Promise<TestVm> {
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-vm-'));
  endWithThisProcess(dir);
  const key = path.join(dir, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const config = path.join(dir, 'config');
  await mkdir(config);
  await writeFile(path.join(config, 'authorized_keys'), await readFile(`${key}.pub`));
  execFileSync('tar', ['-cf', `${config}.img`, '-C', config, '.']);
  return {
    spec: {
      name: 'gantry-test',
      dir: path.join(dir, 'vm'),
      guest,
      cpus: 2,
      memoryBytes: 2 ** 30,
      dataSizeBytes: 4 * 2 ** 30,
      configDisk: `${config}.img`,
      shares: [],
    },
    ssh: (address, command) => {
      if (address?.type !== 'tcp') throw new Error('The guest has no address.');
      const options = [
        'StrictHostKeyChecking=no',
        'UserKnownHostsFile=/dev/null',
        'LogLevel=ERROR',
        'ConnectTimeout=20',
      ];
      const args = ['-F', '/dev/null', '-i', key, ...options.flatMap((one) => ['-o', one]), '-p', String(address.port)];
      const program = { file: 'ssh', args: [] };
      return runProgram(program, [...args, `root@${address.host}`, command], { env: process.env });
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
