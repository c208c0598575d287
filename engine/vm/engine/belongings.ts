import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { VmBelonging } from '../../../contract/model/engineVm.ts';
import type { VmEnginePaths } from './paths.ts';

/** Everything the engine in a VM has on this machine, what is not there left out. */
export async function vmBelongings(paths: VmEnginePaths): Promise<readonly VmBelonging[]> {
  const listed = [
    ['The VM: its disk with images, containers, volumes and build cache, and its logs', paths.vmDir, true],
    ['The configuration of its last start', paths.configDisk, true],
    ['What is remembered of it', paths.record, true],
    ['The guests that ran on its data', paths.versions, true],
    ['The key Gantry signs in to it with', paths.privateKey, false],
    ['Its daemon.json', paths.settings, false],
  ] as const;
  const found = await Promise.all(
    listed.map(async ([what, file, goesWithReset]) => {
      const sizeBytes = await sizeOf(file);
      return sizeBytes === undefined ? [] : [{ what, path: file, sizeBytes, goesWithReset }];
    }),
  );
  return found.flat();
}

/** What the data disk takes of this machine's own; whatever the hypervisor calls its file. */
export async function dataDisk({
  vmDir,
}: VmEnginePaths): Promise<{ readonly file: string; readonly takenBytes: number }> {
  const names = await readdir(vmDir).catch((): string[] => []);
  const name = names.find((one) => /^(?:data|ext4)\.(?:qcow2|raw|img|vhdx)$/.test(one));
  const file = path.join(vmDir, name ?? '');
  return { file, takenBytes: (await sizeOf(file)) ?? 0 };
}

/** On the disk: a file with holes takes less than it is long. */
async function sizeOf(file: string): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isDirectory()) return found && (found.blocks === undefined ? found.size : found.blocks * 512);
  const sizes = await Promise.all((await readdir(file)).map((name) => sizeOf(path.join(file, name))));
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
