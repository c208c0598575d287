import { execFile } from 'node:child_process';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { engineCacheDir } from '../../../engine/testing/startTestEngine.ts';

const execute = promisify(execFile);

/** rpm, what it is linked with, and the tools of Berkeley DB, as Debian packages them. */
const PACKAGES = [
  'rpm',
  'rpm-common',
  'librpm9',
  'librpmio9',
  'librpmbuild9',
  'librpmsign9',
  'libpopt0',
  'liblua5.3-0',
  'db5.3-util',
];

export interface RpmTools {
  /** Runs `rpm`, `rpmbuild` or `db5.3_load`, with text for its standard input. */
  readonly run: (program: string, args: readonly string[], input?: string) => Promise<string>;
}

/** The real programs, unpacked beside the engine’s and kept; undefined where they cannot be had (no Debian, no network). */
export async function rpmTools(): Promise<RpmTools | undefined> {
  const root = path.join(path.dirname(engineCacheDir()), 'rpm');
  try {
    await access(path.join(root, 'usr/bin/rpmbuild')).catch(() => unpack(root));
    const tools = toolsIn(root);
    await tools.run('rpm', ['--version']);
    return tools;
  } catch {
    return undefined;
  }
}

async function unpack(root: string): Promise<void> {
  const fresh = `${root}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  await execute('apt-get', ['download', ...PACKAGES], { cwd: fresh });
  for (const name of await readdir(fresh)) {
    if (!name.endsWith('.deb')) continue;
    await execute('dpkg-deb', ['-x', name, '.'], { cwd: fresh });
    await rm(path.join(fresh, name));
  }
  await rename(fresh, root);
}

function toolsIn(root: string): RpmTools {
  const libraries = ['usr/lib', 'lib'].flatMap((dir) => [
    path.join(root, dir, 'x86_64-linux-gnu'),
    path.join(root, dir, 'aarch64-linux-gnu'),
  ]);
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: libraries.join(':'),
    RPM_CONFIGDIR: path.join(root, 'usr/lib/rpm'),
    HOME: root,
  };
  return {
    async run(program, args, input) {
      const running = execute(path.join(root, 'usr/bin', program), [...args], { env, maxBuffer: 64 * 1024 * 1024 });
      running.child.stdin?.on('error', () => {}); // most of them read nothing
      running.child.stdin?.end(input ?? '');
      return (await running).stdout;
    },
  };
}
