import path from 'node:path';
import type { EnginePaths } from './paths.ts';
import { binPath } from './installation.ts';
import { systemPath } from './programs.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What an engine may know of the person's environment: nothing that would lead it to another engine. */
const PASSED = [
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'];

/** Wrappers first, then what was installed, then the system: no docker of the system is ever taken by accident. */
export function engineEnv(env: Env, paths: EnginePaths, installedAt: string): Env {
  const names = [...PASSED, ...PROXIES, ...PROXIES.map((name) => name.toLowerCase())];
  const passed = names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return {
    ...Object.fromEntries(passed),
    // Rootless, dockerd insists on one; a session without a login manager has none.
    XDG_RUNTIME_DIR: env['XDG_RUNTIME_DIR'] ?? paths.runDir,
    PATH: [paths.wrappers, binPath(installedAt), systemPath(env)].join(path.delimiter),
  };
}

/** For the system's own programs: all of the environment, `sbin` included. */
export const systemEnv = (env: Env): Env => ({ ...env, PATH: systemPath(env), LC_ALL: 'C.UTF-8' });
