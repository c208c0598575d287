import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from './files.ts';
import type { Subnets } from './network.ts';

const schema = z.object({
  subnets: z.object({ bridge: z.string(), pool: z.string() }).optional(),
  /** What was asked for last: another copy of the app tells a stop from a crash by it. */
  isWanted: z.boolean().default(false),
  /** What the engine that runs was started with, to say when a restart is needed. */
  startedWith: z.string().optional(),
  startedAt: z.number().optional(),
  /** The kernel's id of this boot; what `run` holds is of no use after another. */
  bootId: z.string().optional(),
});

/** What the engine remembers between runs of the app. */
export interface EngineRecord {
  readonly subnets?: Subnets | undefined;
  readonly isWanted: boolean;
  readonly startedWith?: string | undefined;
  readonly startedAt?: number | undefined;
  readonly bootId?: string | undefined;
}

export async function readRecord(file: string): Promise<EngineRecord> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return { isWanted: false }; // Absent or damaged: all of it can be found again.
  }
}

export async function updateRecord(file: string, patch: Partial<EngineRecord>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 }); // It is what a first start writes first.
  await writeFileAtomically(file, JSON.stringify({ ...(await readRecord(file)), ...patch }, undefined, 2));
}

export async function readBootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
}
