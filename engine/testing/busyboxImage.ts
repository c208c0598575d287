import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram, systemPath } from '../native/programs.ts';

const execute = promisify(execFile);

/** Makes the image `busybox:latest` of the system's static busybox: tests need no registry. */
export async function importBusybox(cliPath: string, socketPath: string): Promise<void> {
  const busybox = await findProgram('busybox', systemPath(process.env));
  if (!busybox) {
    throw new Error(
      'The test engine needs a static busybox: sudo apt-get install busybox-static (npm test does it as root).',
    );
  }
  const root = await mkdtemp(path.join(tmpdir(), 'gantry-busybox-'));
  try {
    await layOut(root, busybox);
    await importFolder(root, cliPath, socketPath);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function layOut(root: string, busybox: string): Promise<void> {
  for (const dir of ['bin', 'etc', 'home', 'root', 'tmp', 'var', 'usr']) await mkdir(path.join(root, dir));
  await chmod(path.join(root, 'tmp'), 0o1777);
  await copyFile(busybox, path.join(root, 'bin/busybox'));
  const { stdout } = await execute(busybox, ['--list']);
  const applets = stdout.split('\n').filter((name) => name !== '' && name !== 'busybox');
  await Promise.all(applets.map((name) => symlink('busybox', path.join(root, 'bin', name))));
  await writeFile(
    path.join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
  );
  await writeFile(path.join(root, 'etc/group'), 'root:x:0:\nnobody:x:65534:\n');
}

async function importFolder(root: string, cliPath: string, socketPath: string): Promise<void> {
  const changes = ['CMD ["sh"]', 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];
  const tar = spawn('tar', ['-C', root, '--owner=0', '--group=0', '--numeric-owner', '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const docker = spawn(
    cliPath,
    [
      '--host',
      `unix://${socketPath}`,
      'import',
      ...changes.flatMap((change) => ['--change', change]),
      '-',
      'busybox:latest',
    ],
    { stdio: [tar.stdout, 'ignore', 'inherit'] },
  );
  const status = await new Promise((resolve, reject) => docker.once('close', resolve).once('error', reject));
  if (status !== 0) throw new Error(`docker import ended with status ${String(status)}`);
}
