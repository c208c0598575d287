import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import type { GuestArch } from '../arch.ts';
import type { Tools } from '../debian/tools.ts';
import { gptDisk } from './gpt.ts';
import { bootName } from './uki.ts';

const MIB = 1 << 20;

/** A raw disk that UEFI boots by itself: one FAT file system with this program where firmware looks for it. */
export async function makeBootDisk(uki: string, arch: GuestArch, targetFile: string, tools: Tools): Promise<void> {
  const { size } = await stat(uki);
  const fat = `${targetFile}.fat`;
  await writeFile(fat, '');
  // FAT32 wants some 65,000 clusters at least.
  await truncate(fat, Math.max(40, Math.ceil((size * 1.05) / MIB) + 4) * MIB);
  await tools.run('mkfs.fat', ['-F', '32', '-s', '1', '-i', '47414e54', '-n', 'GANTRY', '--invariant', fat]);
  await tools.run('mmd', ['-i', fat, '::EFI', '::EFI/BOOT']);
  await tools.run('mcopy', ['-i', fat, uki, `::EFI/BOOT/${bootName(arch)}`]);
  await writeFile(targetFile, gptDisk(await readFile(fat)));
  await rm(fat);
}
