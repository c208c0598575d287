import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { CERTIFICATE_FILES, RENEWAL_FOLDER } from '../../contract/commands/certificateCommands.ts';
import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { RenewalState, RenewedPart } from '../../contract/model/renewal.ts';
import type { CliContext } from '../contexts/cliConfig.ts';
import type { ContextEditor } from '../contexts/edit.ts';
import { waitingIn } from './certificateSet.ts';
import { presentedCertificate } from './presentedCertificate.ts';

const PREVIOUS = 'previous';

interface TakeOver {
  readonly folder: string;
  readonly context: CliContext;
  readonly editor: Pick<ContextEditor, 'test' | 'update'>;
  readonly signal: AbortSignal;
}

/**
 * Puts what a renewal has made in the place of the old, each part for itself and only when the engine answers by it: the
 * client’s when the engine lets it in, the engine’s when it shows it. The old ones go to `previous`, and are never removed.
 */
export async function takeOver(wish: TakeOver): Promise<RenewalState> {
  const { folder } = wish;
  const parts: RenewalState['parts'][number][] = [];
  // The engine’s first: while it shows one that has expired, nothing else can be tried.
  for (const part of await waitingIn(folder)) {
    const reason = await (part === 'server' ? whyServerWaits(wish) : whyClientWaits(wish));
    if (reason === undefined) await moveIn(folder, part);
    parts.push({ part, state: reason === undefined ? 'in-use' : 'waiting', ...(reason !== undefined && { reason }) });
  }
  return { parts };
}

async function whyServerWaits({ folder, context, signal }: TakeOver): Promise<string | undefined> {
  const made = new X509Certificate(await readFile(path.join(folder, RENEWAL_FOLDER, CERTIFICATE_FILES.server.cert)));
  try {
    const shown = await presentedCertificate(context.name, context.endpoint, signal);
    if (shown?.fingerprint256 === made.fingerprint256) return undefined;
    return 'The engine still shows the certificate before. Put the new one in its place, and restart the engine.';
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

async function whyClientWaits({ folder, context, editor, signal }: TakeOver): Promise<string | undefined> {
  const read = (...names: string[]) => readFile(path.join(folder, ...names), 'utf8');
  const { name, endpoint, description = '', skipVerify } = context;
  const tls = {
    ca: await read('ca.pem'),
    cert: await read(RENEWAL_FOLDER, CERTIFICATE_FILES.client.cert),
    key: await read(RENEWAL_FOLDER, CERTIFICATE_FILES.client.key),
    skipVerify,
  };
  const settings = { name, endpoint, description, tls };
  try {
    await editor.test(settings, signal);
  } catch (thrown) {
    return reasonOf(thrown);
  }
  await editor.update(settings);
  return undefined;
}

function reasonOf(thrown: unknown): string {
  const error = toAppError(thrown);
  if (error.code === 'cancelled') throw new AppFailure(error);
  return error.message;
}

/**
 * A cut in any moment loses nothing, and the next time goes on from there: each certificate moves after its key, and while
 * there is none in the folder the old pair is out already.
 */
async function moveIn(folder: string, part: RenewedPart): Promise<void> {
  const { key, cert } = CERTIFICATE_FILES[part];
  const renewal = path.join(folder, RENEWAL_FOLDER);
  const until = await lastDay(path.join(folder, cert));
  if (until !== undefined) {
    const kept = await freeFolder(path.join(folder, PREVIOUS, `${part}-until-${until}`));
    for (const file of [key, cert]) await rename(path.join(folder, file), path.join(kept, file)).catch(ifMissing);
  }
  for (const file of [key, cert]) await rename(path.join(renewal, file), path.join(folder, file)).catch(ifMissing);
  await rmdir(renewal).catch(() => {}); // the other part is still in it
}

/** Two of one day are both kept. */
async function freeFolder(wanted: string): Promise<string> {
  await mkdir(path.dirname(wanted), { recursive: true, mode: 0o700 });
  for (let number = 1; ; number++) {
    const folder = number === 1 ? wanted : `${wanted}-${number}`;
    const isMade = await mkdir(folder, { mode: 0o700 }).then(
      () => true,
      (thrown: NodeJS.ErrnoException) => {
        if (thrown.code === 'EEXIST') return false;
        throw thrown;
      },
    );
    if (isMade) return folder;
  }
}

const ifMissing = (thrown: NodeJS.ErrnoException) => {
  if (thrown.code !== 'ENOENT') throw thrown;
};

/** `2027-03-01`: by that a person knows which it was. Undefined where there is none. */
async function lastDay(file: string): Promise<string | undefined> {
  const pem = await readFile(file).catch(() => undefined);
  return pem && new Date(new X509Certificate(pem).validTo).toISOString().slice(0, 10);
}
