import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tools } from '../debian/tools.ts';
import type { GuestArch } from '../arch.ts';

export interface UkiRequest {
  readonly arch: GuestArch;
  readonly kernel: string;
  readonly kernelRelease: string;
  readonly initrd: string;
  readonly version: string;
  readonly commandLine: string;
  /** The unpacked systemd-boot-efi of the guest's architecture. */
  readonly stubDir: string;
  readonly workDir: string;
  readonly targetFile: string;
}

const EFI_ARCHS = { amd64: 'x64', arm64: 'aa64' };

/** The name under which firmware looks for what it boots. */
export const bootName = (arch: GuestArch): string => `BOOT${EFI_ARCHS[arch].toUpperCase()}.EFI`;

/** One program for UEFI of kernel, initramfs and command line, made by systemd's ukify. */
export async function makeUki(request: UkiRequest, tools: Tools): Promise<void> {
  const { arch, kernel, kernelRelease, initrd, version, commandLine, stubDir, workDir, targetFile } = request;
  const osRelease = path.join(workDir, 'os-release');
  await writeFile(osRelease, `ID=gantry\nNAME="Gantry engine"\nVERSION_ID=${version}\n`);
  const stub = path.join(stubDir, 'usr/lib/systemd/boot/efi', `linux${EFI_ARCHS[arch]}.efi.stub`);
  const options = [
    ...[`--linux=${kernel}`, `--initrd=${initrd}`, `--cmdline=${commandLine}`, `--os-release=@${osRelease}`],
    ...[`--uname=${kernelRelease}`, `--efi-arch=${EFI_ARCHS[arch]}`, `--stub=${stub}`, `--output=${targetFile}`],
  ];
  await tools.run('python3', [tools.path('usr/bin/ukify'), 'build', ...options], {
    env: {
      PYTHONHOME: tools.path('usr'),
      PYTHONPATH: tools.path('usr/lib/python3/dist-packages'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
}
