import { Readable } from 'node:stream';
import { AppFailure } from '../../contract/errors.ts';
import type { FileOffer } from '../../contract/services/containers.ts';
import type { Host } from '../host.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ActivityRecorder } from './activity.ts';

const PROGRESS_MS = 250;

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

  function open(given: AbortSignal): AsyncIterable<Uint8Array> {
    const bytes = offered.open(AbortSignal.any([given, cancelled.signal]));
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
        reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
      });
    });
    job.update({ message: offer.downloadUrl ? 'Waiting for the download to begin' : `Writing ${file}` });
    const progress = setInterval(() => {
      if (doneBytes > 0) job.update({ message: `Writing ${file}`, doneBytes, ...(totalBytes && { totalBytes }) });
    }, PROGRESS_MS);
    try {
      const { sizeBytes } = await deps.activity.record({ context, title, command }, () =>
        Promise.race([offer.finished, givenUp]),
      );
      job.update({ message: `Wrote ${file}`, doneBytes: sizeBytes, totalBytes: sizeBytes });
      return { type: 'file', name: file, sizeBytes };
    } finally {
      clearInterval(progress);
    }
  });
  return { jobId, ...(offer.downloadUrl !== undefined && { downloadUrl: offer.downloadUrl }) };
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
