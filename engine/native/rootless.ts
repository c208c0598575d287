import path from 'node:path';
import { chmod } from 'node:fs/promises';
import { writeFileAtomically } from './files.ts';
import type { EnginePaths } from './paths.ts';
import { findProgram } from './programs.ts';

/**
 * The program and arguments that run dockerd without root: RootlessKit makes a user, mount and network namespace, and
 * slirp4netns or pasta connects that to the host's network. The same steps as Docker's `dockerd-rootless.sh`.
 */
export async function rootlessCommand(
  paths: EnginePaths,
  dockerd: string,
  searchPath: string,
): Promise<{ readonly file: string; readonly args: readonly string[] } | undefined> {
  const rootlesskit = await findProgram('rootlesskit', searchPath);
  const net = (await findProgram('slirp4netns', searchPath)) ? 'slirp4netns' : 'pasta';
  if (!rootlesskit) return undefined;
  const script = path.join(paths.runDir, 'rootless.sh');
  await writeFileAtomically(script, INSIDE, 0o755);
  await chmod(script, 0o755);
  const args = [
    `--state-dir=${path.join(paths.runDir, 'rootlesskit')}`,
    `--net=${net}`,
    ...(net === 'slirp4netns' ? ['--mtu=65520', '--slirp4netns-sandbox=auto', '--slirp4netns-seccomp=auto'] : []),
    '--disable-host-loopback',
    `--port-driver=${net === 'pasta' ? 'implicit' : 'builtin'}`,
    '--copy-up=/etc',
    '--copy-up=/run',
    '--propagation=rslave',
    script,
    dockerd,
    '--config-file',
    paths.effectiveConfig,
  ];
  return { file: rootlesskit, args };
}

/** Runs inside the namespaces: forgets what `--copy-up` made visible of the host's engine, then becomes dockerd. */
const INSIDE = `#!/bin/sh
set -e
rm -rf /run/docker /run/containerd /run/xtables.lock
if [ -d /etc/ssl ]; then
  target=$(realpath /etc/ssl)
  rm -f /etc/ssl
  mkdir -p /etc/ssl
  mount --rbind "$target" /etc/ssl
fi
exec "$@"
`;
