import { copyIntoCommand, unpackCommand } from '../../../contract/commands/fileCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { FileRights, UploadItem } from '../../../contract/model/files.ts';
import type { UploadJob } from '../../../contract/services/images.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import { TransferRate } from '../../jobs/transferRate.ts';
import { describe, resolve } from '../../files/program/operations.ts';
import type { FilePlace } from '../../files/sources.ts';
import type { Upload } from '../uploads.ts';
import { type FilesDeps, placeName, targetOf } from './deps.ts';
import { resolveByStat } from './list.ts';
import { isThere, taken } from './names.ts';
import { inMemory, joinPath, memoryOf } from './refuse.ts';
import { throughEngine } from './stoppedUpload.ts';
import { throughTemporary } from './temporary.ts';
import { tarOfItems, tarSize } from './uploadTar.ts';

const PROGRESS_MS = 250;

type Deps = Pick<FilesDeps, 'activity' | 'cliArgs' | 'jobs' | 'sources' | 'uploads'>;

interface Into {
  readonly directory: string;
  readonly isReplacing: boolean;
}

/** What is sent to the engine, and how it is told of. */
export interface Sending {
  readonly title: string;
  readonly command: string;
  readonly totalBytes: number;
  /** The archive is exactly as long as `totalBytes`. */
  readonly isExact: boolean;
  /** Made when the job begins; fails when the page gives up. */
  archive(upload: Pick<Upload, 'bytes' | 'modes'>): AsyncIterable<Uint8Array>;
  readonly isReplacing: boolean;
}

/** Files and directories of the page, with the rights that were chosen. */
export async function uploadInto(
  deps: Deps,
  place: FilePlace,
  {
    directory,
    isReplacing,
    items,
    rights,
    keepsModes,
  }: Into & { readonly items: readonly UploadItem[]; readonly rights: FileRights; readonly keepsModes: boolean },
  signal: AbortSignal,
  leave: () => void,
): Promise<UploadJob> {
  const into = await targetDirectory(place, directory, signal);
  const tops = [...new Set(items.map(({ path }) => path.split('/')[0]!))];
  if (!isReplacing) await refuseTaken(place, into, tops, signal);
  const { context } = place.source;
  const what = tops.length === 1 ? shownName(tops[0]!) : `${tops.length} files`;
  return start(deps, place, into, leave, {
    title: `Upload ${what} to ${placeName(place)}`,
    command: copyIntoCommand(
      await targetOf(place),
      tops.map((top) => `./${top}`),
      into === '/' ? into : `${into}/`,
      rights,
      deps.cliArgs(context),
    ),
    totalBytes: tarSize(items, rights),
    isExact: true,
    archive: ({ bytes, modes }) => tarOfItems(items, rights, bytes, keepsModes ? modes : undefined),
    isReplacing,
  });
}

/** An archive with its own rights, owners and times. */
export async function unpackInto(
  deps: Deps,
  place: FilePlace,
  { directory, isReplacing, fileName, sizeBytes }: Into & { readonly fileName: string; readonly sizeBytes: number },
  signal: AbortSignal,
  leave: () => void,
): Promise<UploadJob> {
  const into = await targetDirectory(place, directory, signal);
  if (!place.program && !isReplacing) {
    throw new AppFailure({
      code: 'conflict',
      message: 'In a container that does not run, Gantry cannot tell beforehand what an archive would replace.',
      hint: 'Start the container, or choose to replace what is there.',
    });
  }
  return start(deps, place, into, leave, {
    title: `Unpack ${fileName} in ${placeName(place)}`,
    command: unpackCommand(await targetOf(place), fileName, into, deps.cliArgs(place.source.context)),
    totalBytes: sizeBytes,
    isExact: false,
    archive: ({ bytes }) => bytes,
    isReplacing,
  });
}

async function targetDirectory(place: FilePlace, directory: string, signal: AbortSignal): Promise<string> {
  const { program } = place;
  const into = program ? await resolve(program, directory, signal) : await resolveByStat(place, directory, signal);
  const mount = memoryOf(place, into);
  if (mount !== undefined) throw inMemory(into, mount);
  return into;
}

async function refuseTaken(
  place: FilePlace,
  into: string,
  tops: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { program } = place;
  const there: string[] = [];
  for (const top of tops) {
    const path = joinPath(into, top);
    const found = program
      ? await describe(program, path, signal).then(
          () => true,
          () => false,
        )
      : await isThere(place, path, signal);
    if (found) there.push(top);
  }
  if (there.length > 0) throw taken(there);
}

function start(deps: Deps, place: FilePlace, into: string, leave: () => void, sending: Sending): UploadJob {
  const { context } = place.source;
  const { title, command, totalBytes } = sending;
  const upload = deps.uploads.open();
  const jobId = deps.jobs.start({ kind: 'load', title, context, command }, async (job, signal) => {
    const giveUp = () => upload.close();
    signal.addEventListener('abort', giveUp);
    try {
      await deps.activity.record({ context, title, command }, async () => {
        const archive = counted(sending.archive(upload), job, totalBytes);
        const { isReplacing, isExact } = sending;
        if (place.program) {
          const archiveBytes = isExact ? totalBytes : undefined;
          await throughTemporary(place, place.program, into, archive, isReplacing, job, signal, archiveBytes);
        } else await throughEngine(deps.sources, place, into, archive, isReplacing, job, signal);
      });
      place.trees.clear();
      job.update({ message: `Uploaded to ${shownName(into)}`, doneBytes: totalBytes, totalBytes });
      return undefined;
    } finally {
      signal.removeEventListener('abort', giveUp);
      upload.close();
      leave();
    }
  });
  return { jobId, ...upload.ticket };
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  job: JobHandle,
  totalBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const rate = new TransferRate();
  let doneBytes = 0;
  let toldAt = 0;
  for await (const piece of bytes) {
    yield piece;
    doneBytes += piece.byteLength;
    const now = Date.now();
    if (now - toldAt < PROGRESS_MS) continue;
    toldAt = now;
    rate.add(now, doneBytes);
    job.update({ message: 'Sending to the engine', doneBytes, totalBytes, bytesPerSecond: rate.perSecond(now) });
  }
  job.update({ message: 'The engine puts it in place', doneBytes: totalBytes, totalBytes, bytesPerSecond: undefined });
}
