import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { registryProgram } from './registry.ts';

const run = promisify(execFile);

export const REGISTRY_IMAGE = 'gantry-test/registry:2';

/** Makes an image like Docker Hub's `registry` of Debian's program and the libraries that it is linked with. */
export async function importRegistryImage(cliPath: string, socketPath: string): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'gantry-registry-image-'));
  try {
    const program = await registryProgram();
    await copy(program, join(root, 'bin/registry'));
    const { stdout } = await run('ldd', [program]);
    for (const [, library] of stdout.matchAll(/(\/\S+) \(0x/g)) await copy(library!, join(root, library!));
    const config = {
      version: 0.1,
      storage: { filesystem: { rootdirectory: '/var/lib/registry' } },
      http: { addr: ':5000' },
    };
    await mkdir(join(root, 'etc'));
    await writeFile(join(root, 'etc/config.yml'), JSON.stringify(config));
    await mkdir(join(root, 'tmp'), { mode: 0o1777 });
    const archive = `${root}.tar`;
    await run('tar', ['-C', root, '--owner=0', '--group=0', '-cf', archive, '.']);
    const changes = [
      'ENTRYPOINT ["/bin/registry"]',
      'CMD ["serve", "/etc/config.yml"]',
      'VOLUME ["/var/lib/registry"]',
      'EXPOSE 5000',
    ].flatMap((change) => ['--change', change]);
    await run(cliPath, ['--host', `unix://${socketPath}`, 'import', ...changes, archive, REGISTRY_IMAGE]);
    await rm(archive);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await chmod(to, 0o755);
}
