import { readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import { EngineChoices } from '../../contract/model/engineVm.ts';
import { createEngine, createOwnEngine } from '../../engine/index.ts';
import { createCliTools } from '../cliTools/cliTools.ts';
import { takeLock } from '../storage/lock.ts';

/** `containers` is the app's own engine with all that is in it; `settings` is the rest of what the app keeps. */
export type DataKind = 'containers' | 'settings';

interface Thing {
  readonly kind: DataKind;
  /** For the person: what it is and where. */
  readonly words: string;
}

/** On this system, and in a VM. */
const ENGINES = ['engine', 'engine-vm'];

/** What a data folder holds; nothing where there is none. */
export async function whatIsThere(dataDir: string): Promise<readonly Thing[]> {
  const names = await readdir(dataDir).catch((): string[] => []);
  const engines = ENGINES.filter((name) => names.includes(name)).map((name) => path.join(dataDir, name));
  return [
    ...(engines.length > 0
      ? [
          {
            kind: 'containers',
            words: `Gantry’s own engine with its containers, images and volumes (${engines.join(', ')})`,
          } as const,
        ]
      : []),
    ...(names.some((name) => !ENGINES.includes(name))
      ? [{ kind: 'settings', words: `Settings, histories and logs (${dataDir})` } as const]
      : []),
  ];
}

interface RemovalOptions {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly kinds: ReadonlySet<DataKind>;
}

/**
 * Ends the own engine, and removes these. Rejects with `conflict` while Gantry runs: it would write what was removed. What
 * is not asked for stays, and an engine that is kept goes on.
 */
export async function removeData({ dataDir, env, kinds }: RemovalOptions): Promise<void> {
  const taken = await takeLock(dataDir);
  if ('heldBy' in taken) {
    throw new AppFailure({
      code: 'conflict',
      message: `Gantry runs (process ${taken.heldBy.pid}).`,
      hint: 'End it first.',
    });
  }
  try {
    if (kinds.has('containers')) {
      await removeLinks(dataDir, env);
      await removeEngines(dataDir, env);
    }
    if (kinds.has('settings')) {
      const names = (await readdir(dataDir)).filter((name) => !ENGINES.includes(name));
      for (const name of names) await rm(path.join(dataDir, name), { recursive: true, force: true });
    }
  } finally {
    await taken.lock.release();
  }
  if ((await readdir(dataDir)).length === 0) await rm(dataDir, { recursive: true });
}

/** They lead into the engine that goes. */
async function removeLinks(dataDir: string, env: RemovalOptions['env']): Promise<void> {
  const home = env['HOME'] ?? homedir();
  const tools = createCliTools({ tools: () => undefined, roots: [dataDir], env, home, platform: process.platform });
  await tools.remove();
}

async function removeEngines(dataDir: string, env: RemovalOptions['env']): Promise<void> {
  const there = await readdir(dataDir);
  const native = createEngine({ dir: path.join(dataDir, 'engine'), env });
  const own = createOwnEngine({
    ...{ dataDir, env, platform: process.platform, native },
    choices: { current: () => EngineChoices.parse({}), save: () => Promise.resolve() },
  });
  try {
    for (const [name, engine] of [['engine', native] as const, ['engine-vm', own.vm] as const]) {
      if (!there.includes(name)) continue;
      await engine.ready();
      await engine.stop();
    }
  } finally {
    await own.close();
  }
  for (const name of ENGINES) await rm(path.join(dataDir, name), { recursive: true, force: true });
}
