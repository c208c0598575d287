import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../../native/files.ts';

const schema = z.object({
  /** Versions whose engine has answered on this data, the last one first. */
  good: z.array(z.string()).default([]),
  /** Versions that did not start where an older one then did, and why. */
  refused: z.array(z.object({ version: z.string(), reason: z.string() })).default([]),
});

/** Which versions of the guest have run on one data disk. */
export type VersionRecord = Readonly<z.infer<typeof schema>>;

/** Where there is none, or none that can be read, nothing is known: the app's own version is tried as at the first start. */
export async function readVersionRecord(file: string): Promise<VersionRecord> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return { good: [], refused: [] };
  }
}

export async function writeVersionRecord(file: string, record: VersionRecord): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFileAtomically(file, JSON.stringify(record, undefined, 2));
}
