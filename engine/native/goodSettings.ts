import { copyFile, readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { type AppError, toAppError } from '../../contract/errors.ts';
import type { RefusedSettings } from '../../contract/model/daemonConfig.ts';
import { writeFileAtomically } from './files.ts';
import type { EnginePaths } from './paths.ts';
import { readSettings } from './settings.ts';

type Places = Pick<EnginePaths, 'settings'>;

const goodFile = (paths: Places) => `${paths.settings}.good`;
const refusedFile = (paths: Places) => `${paths.settings}.refused`;

/** What it runs with now is what it goes back to when others do not work. */
export async function keepAsGood(paths: EnginePaths): Promise<void> {
  await writeFileAtomically(goodFile(paths), await readSettings(paths));
}

/**
 * Puts those back with which the engine came up last, and keeps the others, with why they did not work, to be corrected.
 * False where there are none to go back to, or none other.
 */
export async function goBackToGood(paths: EnginePaths, failure: unknown): Promise<boolean> {
  const text = await readSettings(paths);
  const good = await readFile(goodFile(paths), 'utf8').catch(() => undefined);
  if (good === undefined || good === text) return false;
  const { message } = toAppError(failure);
  const refused: RefusedSettings = { text, message, at: Date.now() };
  await writeFileAtomically(refusedFile(paths), JSON.stringify(refused));
  await copyFile(goodFile(paths), paths.settings);
  return true;
}

/** It was not their fault: those before work no better. */
export async function takeUpRefused(paths: EnginePaths): Promise<void> {
  const refused = await readRefused(paths);
  if (refused) await writeFileAtomically(paths.settings, refused.text);
  await forgetRefused(paths);
}

const Refused = z.object({ text: z.string(), message: z.string(), at: z.number() });

export async function readRefused(paths: Places): Promise<RefusedSettings | undefined> {
  try {
    return Refused.parse(JSON.parse(await readFile(refusedFile(paths), 'utf8')));
  } catch {
    return undefined; // Absent or damaged: there is nothing to correct then.
  }
}

export const forgetRefused = (paths: Places): Promise<void> => rm(refusedFile(paths), { force: true });

/** What a changed configuration cannot have caused. */
const NOT_OF_SETTINGS: ReadonlySet<AppError['code']> = new Set(['cancelled', 'conflict', 'not-found', 'no-space']);

export const mayBeOfSettings = (failure: unknown): boolean => !NOT_OF_SETTINGS.has(toAppError(failure).code);
