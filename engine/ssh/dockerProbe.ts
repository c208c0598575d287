import { text } from 'node:stream/consumers';
import type { SshConnection } from './connection.ts';

/** Why an engine's socket was refused: SSH itself says only that it could not be opened. */
export interface DockerProbe {
  readonly user: string | undefined;
  readonly socket: 'usable' | 'forbidden' | 'absent' | 'unknown';
  readonly hasDocker: boolean;
}

/** Plain sh without quotes of its own kind, for it is handed to whatever shell the person has there. */
const SCRIPT = [
  'echo user=$(id -un)',
  'if [ -S "$1" ]; then if [ -r "$1" ] && [ -w "$1" ]; then echo socket=usable; else echo socket=forbidden; fi; else echo socket=absent; fi',
  'if command -v docker >/dev/null 2>&1; then echo docker=yes; else echo docker=no; fi',
].join('; ');

export const quoted = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`;

export async function probeDocker(connection: SshConnection, path: string): Promise<DockerProbe> {
  const process = await connection.exec(`sh -c ${quoted(SCRIPT)} sh ${quoted(path)}`);
  process.stderr.resume();
  process.io.end();
  const said = await text(process.io).catch(() => '');
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(said)?.[1]?.trim();
  const socket = value('socket');
  return {
    user: value('user'),
    socket: socket === 'usable' || socket === 'forbidden' || socket === 'absent' ? socket : 'unknown',
    // A machine without sh (Windows) may have it all the same.
    hasDocker: value('docker') !== 'no',
  };
}
