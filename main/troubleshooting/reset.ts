import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ResetPart, type Resettable } from '../../contract/model/troubleshooting.ts';
import { atomicWrite } from '../storage/atomicWrite.ts';

/** Whose files nobody may take away while the app has them open. */
const FILES: Readonly<Record<ResetPart, readonly string[]>> = {
  settings: ['settings.json'],
  layout: ['settings.json'],
  builds: ['builds'],
  history: ['history'],
  presets: ['run-presets.json'],
  stacks: ['stacks.json', 'template-sources.json', 'template-sources'],
  log: ['gantry.log', 'gantry.log.1'],
};
const AT_ONCE: ReadonlySet<ResetPart> = new Set(['settings', 'layout', 'log']);

const dueFile = (dataDir: string) => path.join(dataDir, 'reset.json');

/** Parts with what of them is there: exactly what a reset removes. */
export async function listResettable(dataDir: string): Promise<readonly Resettable[]> {
  const due = await readDue(dataDir);
  return Promise.all(
    ResetPart.options.map(async (part) => {
      const measured = await Promise.all(FILES[part].map((name) => measure(path.join(dataDir, name))));
      return {
        part,
        paths: measured.filter((found) => found !== undefined),
        when: AT_ONCE.has(part) ? ('now' as const) : ('next-start' as const),
        isDue: due.includes(part),
      };
    }),
  );
}

/** Remembers to remove it before anything opens it, at the next start. */
export async function resetAtNextStart(dataDir: string, part: ResetPart): Promise<void> {
  const due = new Set([...(await readDue(dataDir)), part]);
  await atomicWrite(dueFile(dataDir), JSON.stringify([...due]));
}

/** To be called before anything of the data folder is opened. Never throws: what cannot go now is tried at the next start. */
export async function resetWhatIsDue(dataDir: string): Promise<readonly ResetPart[]> {
  const due = (await readDue(dataDir)).filter((part) => !AT_ONCE.has(part));
  try {
    for (const part of due) {
      for (const name of FILES[part]) await rm(path.join(dataDir, name), { recursive: true, force: true });
    }
    await rm(dueFile(dataDir), { force: true });
    return due;
  } catch {
    return [];
  }
}

async function readDue(dataDir: string): Promise<readonly ResetPart[]> {
  try {
    return z.array(ResetPart).parse(JSON.parse(await readFile(dueFile(dataDir), 'utf8')));
  } catch {
    return [];
  }
}

async function measure(file: string): Promise<Resettable['paths'][number] | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return undefined;
  if (!found.isDirectory()) return { path: file, sizeBytes: found.size, files: 1 };
  let sizeBytes = 0;
  let files = 0;
  for (const entry of await readdir(file, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    files += 1;
    sizeBytes += await stat(path.join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0, // went meanwhile
    );
  }
  return { path: file, sizeBytes, files };
}
