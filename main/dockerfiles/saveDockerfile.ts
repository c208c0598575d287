import { createHash, randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { SavedDockerfile } from '../../contract/model/dockerfile.ts';
import { fileFailure } from '../storage/fileFailure.ts';
import { withEndingsOf } from './lineEndings.ts';
import { absolutePath, readText } from './readDockerfile.ts';

const BOM = '\uFEFF';

interface Save {
  readonly path: string;
  readonly text: string;
  readonly expectedHash?: string | undefined;
  readonly overwrite: boolean;
}

/**
 * Replaces the file as a whole, or leaves it as it was. Its rights, its line endings and the link that leads to it stay
 * as they are. Rejects with `conflict` when somebody else has changed it.
 */
export async function saveDockerfile({ path: given, text, expectedHash, overwrite }: Save): Promise<SavedDockerfile> {
  const asked = absolutePath(given);
  try {
    const file = await realpath(asked).catch(() => asked);
    const before = await readText(file);
    if (!overwrite) refuseIfChanged(asked, before?.hash, expectedHash);
    const raw = before?.raw ?? '';
    const bytes = Buffer.from((raw.startsWith(BOM) ? BOM : '') + withEndingsOf(raw.replace(BOM, ''), text));
    await replace(file, bytes, before?.mode, async () => {
      if (!overwrite) refuseIfChanged(asked, (await readText(file))?.hash, expectedHash);
    });
    const { mtimeMs } = await stat(file);
    return { hash: createHash('sha256').update(bytes).digest('hex'), modifiedAt: Math.round(mtimeMs) };
  } catch (thrown) {
    throw fileFailure(thrown, asked, 'saved');
  }
}

function refuseIfChanged(file: string, hash: string | undefined, expectedHash: string | undefined): void {
  if (hash === expectedHash) return;
  const message =
    hash === undefined
      ? `${file} was removed since it was opened.`
      : expectedHash === undefined
        ? `${file} exists already.`
        : `${file} was changed by another program since it was opened.`;
  throw new AppFailure({
    code: 'conflict',
    message,
    hint: 'Save again to replace it with what you have here, or open it again to take what is on the disk.',
  });
}

/** The new bytes are on the disk before they take the name; `lastLook` may still refuse. */
async function replace(
  file: string,
  bytes: Uint8Array,
  mode: number | undefined,
  lastLook: () => Promise<void>,
): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.new`);
  try {
    const handle = await open(draft, 'wx', mode ?? 0o666); // a new file gets what the umask leaves
    try {
      await handle.writeFile(bytes);
      if (mode !== undefined) await handle.chmod(mode); // the umask has taken some of it
      await handle.sync();
    } finally {
      await handle.close();
    }
    await lastLook();
    await rename(draft, file);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
}
