import { rm, truncate, writeFile } from 'node:fs/promises';
import type { Tools } from '../debian/tools.ts';

export interface DataTemplateRequest {
  readonly sizeBytes: number;
  /** The guest's own: without it mke2fs takes this system's, which another version of the guest may not read. */
  readonly mke2fsConfig: string;
  readonly targetFile: string;
}

/**
 * A formatted, empty data disk as a compressed qcow2 of a few megabytes: a first start need not format. The same request
 * gives the same bytes. `tools`: build tools and conversion tools.
 */
export async function makeDataTemplate(
  { sizeBytes, mke2fsConfig, targetFile }: DataTemplateRequest,
  tools: { readonly build: Tools; readonly conversion: Tools },
): Promise<void> {
  const raw = `${targetFile}.raw`;
  await writeFile(raw, '');
  await truncate(raw, sizeBytes);
  const extended = [
    'lazy_itable_init=1',
    'lazy_journal_init=1',
    'nodiscard',
    'hash_seed=67616e74-7279-4000-8000-000000000021',
  ];
  const id = ['-U', '67616e74-7279-4000-8000-000000000020', '-L', 'gantry-data'];
  await tools.build.run('mke2fs', ['-q', '-t', 'ext4', '-m', '0', ...id, '-E', extended.join(','), raw], {
    env: { MKE2FS_CONFIG: mke2fsConfig, E2FSPROGS_FAKE_TIME: '1' },
  });
  await tools.conversion.run('qemu-img', ['convert', '-c', '-O', 'qcow2', raw, targetFile]);
  await rm(raw);
}
