import { homedir, userInfo } from 'node:os';
import { parseSshAddress } from './address.ts';
import { resolveHost } from './config/resolve.ts';

/** The machine that `ssh://lab` is, by the person's configuration; undefined where it is no such address. */
export function sshMachineOf(url: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const address = parseSshAddress(url);
  if (!address) return undefined;
  const { host, user, port } = address;
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  const localUser = env['USER'] || env['USERNAME'] || userInfo().username;
  return resolveHost({ host, user, port, home, localUser }).hostName;
}
