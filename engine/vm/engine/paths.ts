import { createHash } from 'node:crypto';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';

/** Everything an engine in a VM owns on the host, by name. */
export interface VmEnginePaths {
  readonly dir: string;
  /** The hypervisor's: disks, serial log, sockets. */
  readonly vmDir: string;
  /** The name the VM has in the hypervisor's own lists. */
  readonly vmName: string;
  /** Where the host finds the engine: a unix socket, on Windows a named pipe. */
  readonly socket: string;
  /** The same as Docker's programs want it. */
  readonly endpoint: string;
  /** The person's daemon.json. */
  readonly settings: string;
  readonly record: string;
  readonly privateKey: string;
  readonly configDisk: string;
  /** The versions of the guest that have run on this data. */
  readonly versions: string;
}

/** macOS takes 103 bytes for the path of a socket, Linux 107. */
const MAX_SOCKET_BYTES = 103;

export function vmEnginePaths(dir: string, platform: NodeJS.Platform): VmEnginePaths {
  const inDir = (name: string) => path.join(dir, name);
  const tag = createHash('sha256').update(dir).digest('hex').slice(0, 6);
  const isWindows = platform === 'win32';
  const socket = isWindows ? String.raw`\\.\pipe\gantry-${tag}-engine` : inDir('docker.sock');
  return {
    dir,
    vmDir: inDir('vm'),
    vmName: `gantry-${tag}`,
    socket,
    endpoint: isWindows ? `npipe://${socket.replaceAll('\\', '/')}` : `unix://${socket}`,
    settings: inDir('daemon.json'),
    record: inDir('engine.json'),
    privateKey: inDir('ssh_key'),
    configDisk: inDir('config.img'),
    versions: inDir('guests'),
  };
}

/** Throws for a folder too long for a socket: nothing could listen there. */
export function checkSocketPath({ socket }: VmEnginePaths, platform: NodeJS.Platform): void {
  if (platform === 'win32' || Buffer.byteLength(socket) <= MAX_SOCKET_BYTES) return;
  throw new AppFailure({
    code: 'invalid-input',
    path: ['dir'],
    message: `The engine’s folder has too long a name for sockets: ${path.dirname(socket)}`,
    hint: 'Set GANTRY_DATA_DIR to a folder with a shorter name.',
  });
}
