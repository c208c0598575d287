import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppFailure } from '../../../contract/errors.ts';
import { writeFileAtomically } from '../../native/files.ts';

const schema = z.object({
  /** The guest's only key, since its data disk is there: `ssh-ed25519 AAAA…`. */
  hostKey: z.string().optional(),
  /** Whose VM holds the data: another hypervisor would begin with nothing. */
  kind: z.enum(['qemu', 'hyperv', 'wsl2', 'vfkit']).optional(),
  /** The person's settings that the engine that runs was started with. */
  startedWith: z.string().optional(),
  /** How the VM that runs was started; proxies, certificates and folders as digests. */
  startedAs: z
    .object({
      hypervisor: z.string(),
      cpus: z.number(),
      memory: z.number(),
      disk: z.number(),
      proxies: z.string(),
      certificates: z.string(),
      folders: z.string().default(''),
    })
    .optional(),
  /** How large the data disk was made. */
  dataSizeBytes: z.number().optional(),
});

/** What is remembered between runs of the app. */
export type VmRecord = Readonly<z.infer<typeof schema>>;

/** Empty where there is none. Rejects for one that is damaged: a host key that was forgotten would be taken anew from anybody. */
export async function readVmRecord(file: string): Promise<VmRecord> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppFailure({
      code: 'unexpected',
      message: `What is remembered of the engine’s VM cannot be read (${file}).`,
      hint: 'Remove that file: the VM’s SSH key is then taken anew at its next start. Its data stays.',
      detail: (error as Error).message,
    });
  }
}

export async function updateVmRecord(file: string, patch: VmRecord): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFileAtomically(file, JSON.stringify({ ...(await readVmRecord(file)), ...patch }, undefined, 2));
}
