import { AppFailure } from '../../../contract/errors.ts';
import { kernelCommandLine } from '../../guest/commandLine.ts';
import type { SharedFolder, VmSpec } from '../driver.ts';

export interface VfkitFiles {
  readonly data: string;
  readonly config: string;
  readonly serialLog: string;
  readonly restSocket: string;
}

/** vfkit's whole command line (https://github.com/crc-org/vfkit/blob/main/doc/usage.md). Pure. */
export function vfkitArgs(spec: VmSpec, files: VfkitFiles): readonly string[] {
  const { guest } = spec;
  return [
    ...['--cpus', String(spec.cpus), '--memory', String(Math.floor(spec.memoryBytes / 2 ** 20))],
    ...['--restful-uri', `unix://${files.restSocket}`],
    // The inner quotes are vfkit's own: without them a space would end the kernel's arguments.
    ...[
      '--bootloader',
      `linux,kernel=${value(guest.kernel)},initrd=${value(guest.initrd)},cmdline="${kernelCommandLine('hvc0')}"`,
    ],
    ...device(`virtio-blk,path=${value(guest.root)},readonly`),
    ...device(`virtio-blk,path=${value(files.data)}`),
    ...device(`virtio-blk,path=${value(files.config)}`),
    ...device('virtio-net,nat'),
    ...spec.shares.flatMap((share, index) =>
      device(`virtio-fs,sharedDir=${value(share.path)},mountTag=${shareTag(index)}`),
    ),
    ...device(`virtio-serial,logFilePath=${value(files.serialLog)}`),
    ...device('virtio-rng'),
    ...device('virtio-balloon'),
  ];
}

/** By which the guest mounts a shared folder. That it be read-only is the guest’s to see to: vfkit has no word for it. */
export const shareTag = (index: number): string => `share${index}`;

/** The guest’s list of what to mount, for the config disk: a line of `type TAB tag TAB path TAB mode` for each folder. */
export const shareMounts = (shares: readonly SharedFolder[]): string =>
  shares
    .map(({ path, isReadOnly }, index) => `virtiofs\t${shareTag(index)}\t${path}\t${isReadOnly ? 'ro' : 'rw'}\n`)
    .join('');

const device = (text: string): readonly string[] => ['--device', text];

/** A comma ends an option, a quote begins another text, and vfkit has no way to write either. */
function value(text: string): string {
  if (!/[,"\n]/.test(text)) return text;
  throw new AppFailure({
    code: 'invalid-input',
    path: ['path'],
    message: `vfkit cannot use a path with a comma or a quote in it: ${text}`,
    hint: 'Rename the folder, or leave it out of the shared ones.',
  });
}
