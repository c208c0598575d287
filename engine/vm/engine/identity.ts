import { link, mkdir, readFile, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { writeFileAtomically } from '../../native/files.ts';
import type { KeyPair } from '../../ssh/index.ts';
import type { VmEnginePaths } from './paths.ts';
import { readVmRecord, updateVmRecord } from './record.ts';

/** The key this installation signs in with: made once, readable by its owner only. */
export async function ownKey({ privateKey: file }: VmEnginePaths, make: () => KeyPair): Promise<KeyPair> {
  const found = await readKey(file);
  if (found) return found;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = make();
  const draft = `${file}.${randomBytes(4).toString('hex')}.new`;
  try {
    // Both halves in one file: there is never one without the other.
    await writeFileAtomically(draft, `${privateKey.trimEnd()}\n${publicKey.trim()}\n`, 0o600);
    // Another copy of the app may have made one meanwhile: the first is everybody's.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const made = await readKey(file);
  if (!made) throw new Error(`The key in ${file} cannot be read.`);
  return made;
}

async function readKey(file: string): Promise<KeyPair | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const [, privateKey, publicKey] =
    /^(-----BEGIN[\s\S]+?-----END[^\n]+-----)\n(ssh-ed25519 \S+)/.exec(text ?? '') ?? [];
  return privateKey && publicKey ? { privateKey: `${privateKey}\n`, publicKey } : undefined;
}

/** Remembers the guest's key at its first start. Rejects when it has another one later: then it is not our guest, or not our data. */
export async function pinHostKey({ record }: VmEnginePaths, shown: string): Promise<string> {
  const key = shown.split(/\s+/).slice(0, 2).join(' ');
  const { hostKey } = await readVmRecord(record);
  if (hostKey === undefined) await updateVmRecord(record, { hostKey: key });
  if (hostKey === undefined || hostKey === key) return key;
  throw new AppFailure({
    code: 'unexpected',
    message: 'The VM shows another SSH key than it did before, so it is not spoken to.',
    hint: 'Its data disk may have been replaced, or another system answers in its place. If you replaced the disk yourself, reset the engine.',
    detail: `${hostKey} is known, ${key} was shown`,
  });
}

/** A VM without its data has no key yet: the next one it shows is new. */
export const forgetHostKey = async ({ record }: VmEnginePaths): Promise<void> => {
  const { hostKey: _, ...others } = await readVmRecord(record);
  await mkdir(path.dirname(record), { recursive: true, mode: 0o700 });
  await writeFileAtomically(record, JSON.stringify(others, undefined, 2));
};
