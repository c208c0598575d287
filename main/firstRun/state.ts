import { access, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { type FirstRunState, FirstRunStep, MachineCheckId } from '../../contract/model/firstRun.ts';
import { atomicWrite } from '../storage/atomicWrite.ts';

const Kept = z.object({
  step: FirstRunStep,
  isDone: z.boolean(),
  awaits: z.object({ check: MachineCheckId, after: z.enum(['sign-in', 'restart']), bootedAt: z.number() }).optional(),
});
type Kept = z.infer<typeof Kept>;

export interface FirstRunStore {
  current(): FirstRunState;
  save(change: { readonly step: FirstRunStep; readonly isDone: boolean }): Promise<void>;
  await(check: MachineCheckId, after: 'sign-in' | 'restart'): Promise<void>;
  subscribe(listener: () => void): () => void;
}

interface StoreOptions {
  readonly dataDir: string;
  /** The person named an engine for this start: they know their way, and are not led. It can still be opened. */
  readonly isEngineNamed: boolean;
  /** Epoch ms. */
  readonly bootedAt?: () => number;
}

/** Clocks are set, and a boot is only known to the second. */
const SAME_BOOT_MS = 60_000;

/**
 * Where the person is, in `first-run.json` of the data folder. A folder with settings and without this file is that of
 * somebody who used Gantry before there was a first run: not due.
 */
export async function openFirstRun({ dataDir, isEngineNamed, ...given }: StoreOptions): Promise<FirstRunStore> {
  const bootedAt = given.bootedAt ?? (() => Date.now() - os.uptime() * 1000);
  const file = path.join(dataDir, 'first-run.json');
  const listeners = new Set<() => void>();
  const isNew = !(await isThere(path.join(dataDir, 'settings.json')));
  let kept = await read(file);
  let writing: Promise<void> = Promise.resolve();

  function become(next: Kept): Promise<void> {
    kept = next;
    for (const listener of listeners) listener();
    const written = writing.then(() => atomicWrite(file, `${JSON.stringify(kept)}\n`));
    writing = written.catch(() => {}); // who asked for it hears of it
    return written;
  }
  // At once: the settings are written as soon as an engine is chosen, and a start after that is still the first run.
  if (!kept && isNew && !isEngineNamed) await become({ step: 'computer', isDone: false }).catch(() => {});

  return {
    current() {
      const { awaits } = kept ?? {};
      const wasRestarted = awaits !== undefined && Math.abs(bootedAt() - awaits.bootedAt) > SAME_BOOT_MS;
      return {
        isDue: kept?.isDone === false && !isEngineNamed,
        step: kept?.step ?? 'computer',
        wasRestarted,
        ...(awaits && !wasRestarted && { awaits: { check: awaits.check, after: awaits.after } }),
      };
    },
    // Who goes on has seen how what was mended is now.
    save: ({ step, isDone }) =>
      become({ step, isDone, ...(step === 'computer' && kept?.awaits && !isDone ? { awaits: kept.awaits } : {}) }),
    await: (check, after) =>
      become({ step: 'computer', isDone: kept?.isDone ?? false, awaits: { check, after, bootedAt: bootedAt() } }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One that is missing or damaged is as if it had never been begun. */
async function read(file: string): Promise<Kept | undefined> {
  try {
    return Kept.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
