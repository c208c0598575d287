import { copyFromImageCommand } from '../../../contract/commands/imageFileCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { FilePreview } from '../../../contract/model/imageFiles.ts';
import type { FileOffer } from '../../../contract/services/containers.ts';
import type { GetConnection } from '../../docker/connection.ts';
import { LinkedAbort } from '../../docker/linkedAbort.ts';
import type { Host } from '../../host.ts';
import { locateFile, type LocatedFile, previewOf, safeFileName } from '../../imageFiles/fileContent.ts';
import type { OpenImages } from '../../imageFiles/openImages.ts';
import { readFile } from '../../imageFiles/readFile.ts';
import { savedImage } from '../../imageFiles/savedImage.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { ActivityRecorder } from '../activity.ts';

export interface ContentDeps {
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  readonly images: OpenImages;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  readonly host: Pick<Host, 'offerFile'>;
}

export interface FileWanted {
  readonly context: string;
  readonly imageId: string;
  readonly layer: number;
  readonly path: string;
}

const PROGRESS_MS = 250;

export async function preview(
  deps: ContentDeps,
  wanted: FileWanted & { readonly maxBytes: number },
  signal: AbortSignal,
): Promise<FilePreview> {
  const file = locateFile(await deps.images.open(wanted, signal), wanted.layer, wanted.path);
  return previewOf(file, contentOf(deps, wanted, file, signal), wanted.maxBytes);
}

/** From memory where it was kept, else out of the engine's archive, no further than to its end. */
async function* contentOf(
  { getConnection }: Pick<ContentDeps, 'getConnection'>,
  { context, imageId }: FileWanted,
  file: LocatedFile,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (file.content) {
    yield file.content;
    return;
  }
  const connection = await getConnection(context, signal);
  // Ends the request as soon as the file is read, or nobody wants more of it.
  const enough = new LinkedAbort(signal);
  try {
    yield* readFile(savedImage(connection, imageId, enough.signal), file);
  } finally {
    enough.end();
  }
}

/** Hands a file to the person. A job shows how far it is, and cancels it. */
export async function download(deps: ContentDeps, wanted: FileWanted, signal: AbortSignal): Promise<FileOffer> {
  const file = locateFile(await deps.images.open(wanted, signal), wanted.layer, wanted.path);
  const name = safeFileName(wanted.path);
  const cancelled = new AbortController();
  let doneBytes = 0;
  const offer = await deps.host.offerFile({
    name,
    async *open(given) {
      const ended = new LinkedAbort(given, cancelled.signal);
      try {
        for await (const chunk of contentOf(deps, wanted, file, ended.signal)) {
          doneBytes += chunk.byteLength;
          yield chunk;
        }
      } finally {
        ended.end();
      }
    },
  });
  const { context, imageId, path } = wanted;
  const title = `Save ${name} out of an image`;
  const command = copyFromImageCommand(imageId, path, name, deps.cliArgs(context));
  const totalBytes = file.sizeBytes;
  const jobId = deps.jobs.start({ kind: 'export', title, context, command }, async (job, jobSignal) => {
    const givenUp = new Promise<never>((_resolve, reject) => {
      jobSignal.addEventListener('abort', () => {
        cancelled.abort();
        reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
      });
    });
    job.update({ message: `Reading ${path}`, totalBytes });
    const progress = setInterval(() => job.update({ doneBytes }), PROGRESS_MS);
    try {
      const { sizeBytes } = await deps.activity.record({ context, title, command }, () =>
        Promise.race([offer.finished, givenUp]),
      );
      job.update({ message: `Wrote ${name}`, doneBytes: sizeBytes, totalBytes: sizeBytes });
      return { type: 'file', name, sizeBytes };
    } finally {
      clearInterval(progress);
    }
  });
  return { jobId, ...(offer.downloadUrl !== undefined && { downloadUrl: offer.downloadUrl }) };
}
