import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { docker } from '../../live/testing/engineCli.ts';

const run = promisify(execFile);
const repository = path.dirname(path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))));

/**
 * A real Debian (or Ubuntu) as an image of the test engine, made by debootstrap the first time. `missing` says why it
 * cannot be had on this machine: no debootstrap, no packages, not root.
 */
export async function importDebianBase(name: string): Promise<{ readonly missing?: string; readonly suite: string }> {
  const made = await run(process.execPath, [path.join(repository, 'scripts/ensure-debian.mjs')]).catch(
    (failed: { stdout?: string }) => ({ stdout: failed.stdout ?? '', isMissing: true }),
  );
  const file = made.stdout.trim();
  if ('isMissing' in made) return { missing: file || 'The base image could not be made.', suite: '' };
  await docker('import', '--change', 'CMD ["bash"]', file, name);
  return { suite: path.basename(file, '.tar') };
}

/** The handbook’s Apache on such a base; a build of the same text is cached. */
export const apacheDockerfile = (base: string): string => `FROM ${base}
RUN apt-get update && apt-get install --yes --no-install-recommends apache2 && rm -rf /var/lib/apt/lists/*
ENV APACHE_LOG_DIR /var/log/apache2
EXPOSE 80
ENTRYPOINT ["/usr/sbin/apache2ctl", "-D", "FOREGROUND"]
`;
