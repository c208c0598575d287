import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Env } from './cliEnv.ts';

const PROGRAM = process.platform === 'win32' ? 'docker-buildx.exe' : 'docker-buildx';

/** Where the docker CLI looks for its plugins, in its order, then the path. */
function folders(env: Env): string[] {
  const config = env['DOCKER_CONFIG'] || path.join(env['HOME'] || homedir(), '.docker');
  const ofSystem =
    process.platform === 'win32'
      ? [
          path.join(env['ProgramData'] ?? 'C:\\ProgramData', 'Docker', 'cli-plugins'),
          'C:\\Program Files\\Docker\\cli-plugins',
        ]
      : [
          '/usr/local/lib/docker/cli-plugins',
          '/usr/local/libexec/docker/cli-plugins',
          '/usr/lib/docker/cli-plugins',
          '/usr/libexec/docker/cli-plugins',
          '/opt/homebrew/lib/docker/cli-plugins',
          '/Applications/Docker.app/Contents/Resources/cli-plugins',
        ];
  return [path.join(config, 'cli-plugins'), ...ofSystem, ...(env['PATH'] ?? '').split(path.delimiter)];
}

/** The person's own buildx; undefined when there is none. It runs as a program of its own, without `docker`. */
export async function findBuildx(env: Env): Promise<string | undefined> {
  for (const folder of folders(env).filter((one) => path.isAbsolute(one))) {
    const file = path.join(folder, PROGRAM);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}
