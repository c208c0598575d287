import { Readable } from 'node:stream';
import { importCommand, loadCommand } from '../../../contract/commands/imageCommands.ts';
import type { UploadJob } from '../../../contract/services/images.ts';
import { parseReference } from '../../docker/reference.ts';
import type { EngineRequest } from '../../docker/request.ts';
import type { JobResult } from '../../../contract/model/job.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import type { ImagesDeps } from './deps.ts';
import { feedEngine, loadedIn } from './feedEngine.ts';

const PROGRESS_MS = 250;

interface SentFile {
  readonly context: string;
  readonly fileName: string;
  readonly sizeBytes: number;
}

interface ImportInput extends SentFile {
  readonly reference: string;
  readonly message?: string | undefined;
  readonly changes: readonly string[];
}

/** `POST /images/load`: all images of an archive that `docker save` made, under their names. */
export function loadImages(deps: ImagesDeps, file: SentFile): UploadJob {
  const command = loadCommand(file.fileName, deps.cliArgs(file.context));
  const path = '/images/load';
  return take(deps, file, { title: `Load ${file.fileName}`, command, path, query: { quiet: true } }, (lines) => ({
    type: 'images',
    ...loadedIn(lines),
  }));
}

/** `POST /images/create?fromSrc=-`: one image of one layer, from a tar archive of files. Throws `invalid-input`. */
export function importImage(deps: ImagesDeps, input: ImportInput): UploadJob {
  const { context, fileName, message, changes } = input;
  const { repository, tag, familiar } = parseReference(input.reference);
  const command = importCommand(fileName, familiar, { message, changes }, deps.cliArgs(context));
  // The changes are a list under one name, which a record cannot hold.
  const list = changes.map((change) => `changes=${encodeURIComponent(change)}`).join('&');
  const path = list === '' ? '/images/create' : `/images/create?${list}&`;
  const query = { fromSrc: '-', repo: repository, tag, message };
  return take(deps, input, { title: `Import ${fileName} as ${familiar}`, command, path, query }, (lines) => ({
    type: 'images',
    references: [familiar],
    ids: lines.filter((line) => line.startsWith('sha256:')),
  }));
}

interface Taking {
  readonly title: string;
  readonly command: string;
  readonly path: string;
  readonly query: NonNullable<EngineRequest['query']>;
}

/** A job that hands the engine what the page sends, and reads what the engine makes of it. */
function take(
  deps: ImagesDeps,
  { context, fileName, sizeBytes }: SentFile,
  { title, command, path, query }: Taking,
  toResult: (lines: readonly string[]) => JobResult,
): UploadJob {
  const upload = deps.uploads.open();
  const jobId = deps.jobs.start({ kind: 'load', title, context, command }, async (job, signal) => {
    const giveUp = () => upload.close();
    signal.addEventListener('abort', giveUp);
    try {
      return await deps.activity.record({ context, title, command }, async () => {
        const connection = await deps.getConnection(context, signal);
        const body = Readable.from(counted(upload.bytes, job, sizeBytes), { objectMode: false });
        const onLine = (line: string) => job.log(line);
        const lines = await feedEngine(connection, { path, query, name: fileName, body, onLine }, signal);
        job.update({ message: lines.at(-1) ?? 'Done', doneBytes: sizeBytes, totalBytes: sizeBytes });
        return toResult(lines);
      });
    } finally {
      signal.removeEventListener('abort', giveUp);
      upload.close();
    }
  });
  return { jobId, ...upload.ticket };
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  job: JobHandle,
  totalBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let doneBytes = 0;
  let toldAt = 0;
  for await (const piece of bytes) {
    yield piece;
    doneBytes += piece.byteLength;
    if (Date.now() - toldAt < PROGRESS_MS) continue;
    toldAt = Date.now();
    job.update({ message: 'Sending the file to the engine', doneBytes, totalBytes });
  }
  job.update({ message: 'The engine unpacks it', doneBytes, totalBytes });
}
