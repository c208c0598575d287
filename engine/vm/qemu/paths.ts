import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import type { VmSpec } from '../driver.ts';
import type { Control } from './args.ts';

export interface QemuPaths {
  readonly data: string;
  readonly serialLog: string;
  /** QEMU's own messages. */
  readonly log: string;
  readonly pidFile: string;
  readonly controlSocket: string;
}

/** macOS takes 103 bytes for the path of a socket, Linux 107. */
const MAX_SOCKET_BYTES = 103;

export function qemuPaths({ dir }: Pick<VmSpec, 'dir'>): QemuPaths {
  const inDir = (name: string) => path.join(dir, name);
  return {
    data: inDir('data.qcow2'),
    serialLog: inDir('serial.log'),
    log: inDir('qemu.log'),
    pidFile: inDir('qemu.pid'),
    controlSocket: inDir('qmp.sock'),
  };
}

/** Rejects a folder too long for sockets. */
export function controlOf(paths: QemuPaths, type: Control['type']): Control {
  if (type === 'stdio') return { type };
  if (Buffer.byteLength(paths.controlSocket) <= MAX_SOCKET_BYTES) return { type, path: paths.controlSocket };
  throw new AppFailure({
    code: 'invalid-input',
    path: ['dir'],
    message: `The folder of the VM has too long a name for sockets: ${path.dirname(paths.controlSocket)}`,
    hint: 'Set GANTRY_DATA_DIR to a folder with a shorter name.',
  });
}
