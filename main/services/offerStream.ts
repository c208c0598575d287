import { Readable } from 'node:stream';
import { AppFailure } from '../../contract/errors.ts';
import type { FileOffer } from '../../contract/services/containers.ts';
import { callsNotedHere, type NotedCalls } from '../docker/calls.ts';
import type { Host } from '../host.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ActivityRecorder } from './activity.ts';

const PROGRESS_MS = 250;
const CANCELLED = new AppFailure({ code: 'cancelled', message: 'Cancelled.' });

interface OfferDeps {
  readonly host: Pick<Host, 'offerFile'>;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
}

interface Offered {
  readonly context: string;
  readonly title: string;
  readonly command: string;
  /** What the file is called at first. */
  readonly file: string;
  /** Exactly; absent where nobody can say before. */
  readonly totalBytes?: number | undefined;
  /** Called once, when the bytes are wanted. */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** What the engine streams, handed to the person as a file; a job shows how far it is. */
export async function offerStream(deps: OfferDeps, offered: Offered): Promise<FileOffer> {
  const { context, title, command, file, totalBytes } = offered;
  const cancelled = new AbortController();
  let doneBytes = 0;
  // A shell that writes at once opens before the job has begun; what it asks belongs to the job's action all the same.
  let noted: NotedCalls | undefined;
  let begin = (_noted: NotedCalls) => {};
  const begun = new Promise<NotedCalls>((resolve) => (begin = resolve));

  function open(given: AbortSignal): AsyncIterable<Uint8Array> {
    const opened = () => offered.open(AbortSignal.any([given, cancelled.signal]));
    const bytes = noted ? noted(opened) : afterwards(begun, opened);
    const count = (chunk: Uint8Array) => (doneBytes += chunk.byteLength);
    return bytes instanceof Readable ? bytes.on('data', count) : counted(bytes, count);
  }

  const offer = await deps.host.offerFile({
    name: file,
    open,
    ...(totalBytes !== undefined && { sizeBytes: totalBytes }),
  });
  const jobId = deps.jobs.start({ kind: 'export', title, context, command }, async (job, jobSignal) => {
    const givenUp = new Promise<never>((_resolve, reject) => {
      jobSignal.addEventListener('abort', () => {
        cancelled.abort();
        reject(CANCELLED);
      });
    });
    job.update({ message: offer.downloadUrl ? 'Waiting for the download to begin' : `Writing ${file}` });
    const progress = setInterval(() => {
      if (doneBytes > 0) job.update({ message: `Writing ${file}`, doneBytes, ...(totalBytes && { totalBytes }) });
    }, PROGRESS_MS);
    try {
      const { sizeBytes } = await deps.activity.record({ context, title, command }, () => {
        begin((noted = callsNotedHere()));
        return Promise.race([offer.finished, givenUp]);
      });
      job.update({ message: `Wrote ${file}`, doneBytes: sizeBytes, totalBytes: sizeBytes });
      return { type: 'file', name: file, sizeBytes };
    } finally {
      clearInterval(progress);
    }
  });
  return { jobId, ...(offer.downloadUrl !== undefined && { downloadUrl: offer.downloadUrl }) };
}

async function* afterwards(begun: Promise<NotedCalls>, open: () => AsyncIterable<Uint8Array>) {
  yield* (await begun)(open);
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  count: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of bytes) {
    count(chunk);
    yield chunk;
  }
}
