import { copyFromImageCommand } from '../../../contract/commands/imageFileCommands.ts';
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
import { offerStream } from '../offerStream.ts';

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
  const { context, imageId, path } = wanted;
  return offerStream(deps, {
    context,
    title: `Save ${name} out of an image`,
    command: copyFromImageCommand(imageId, path, name, deps.cliArgs(context)),
    file: name,
    totalBytes: file.sizeBytes,
    open: (until) => contentOf(deps, wanted, file, until),
  });
}
