import { AppFailure } from '../../../contract/errors.ts';
import type { FileContent, FileSource } from '../../../contract/model/files.ts';
import type { FileOffer } from '../../../contract/services/containers.ts';
import { locateFile } from '../../imageFiles/fileContent.ts';
import { download, preview } from '../layers/content.ts';
import type { FilesDeps } from './deps.ts';
import { followPath, notInImage, viewOf } from './imagePath.ts';

type Image = Extract<FileSource, { kind: 'image' }>;
type Deps = Pick<FilesDeps, 'getConnection' | 'cliArgs' | 'images' | 'jobs' | 'activity' | 'host'>;

/** A file as a container of the image would have it: from the highest layer that has it. */
async function find({ images }: Deps, { context, id }: Image, path: string, signal: AbortSignal) {
  const index = await images.open({ context, imageId: id }, signal);
  const file = followPath(viewOf(index), path);
  if (!file) throw notInImage(path);
  return { file, index };
}

export async function readFromImage(
  deps: Deps,
  source: Image,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FileContent> {
  const { file, index } = await find(deps, source, path, signal);
  const layer = file.layer ?? 0;
  locateFile(index, layer, file.path); // says what is wrong with what is no file
  const { context, id } = source;
  const { bytes, sizeBytes, isWhole, content } = await preview(
    deps,
    { context, imageId: id, layer, path: file.path, maxBytes },
    signal,
  );
  const { mode = 0o644, userId = 0, groupId = 0 } = file;
  return { bytes, sizeBytes, isWhole, isText: content === 'text', mode, userId, groupId };
}

export async function downloadFromImage(
  deps: Deps,
  source: Image,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<FileOffer> {
  const { file } = await find(deps, source, paths[0]!, signal);
  if (paths.length > 1 || file.kind === 'directory') {
    throw new AppFailure({
      code: 'unsupported',
      message: 'Out of an image, one file can be saved at a time.',
      hint: 'Run or create a container of it: there directories can be downloaded.',
    });
  }
  const { context, id } = source;
  return download(deps, { context, imageId: id, layer: file.layer ?? 0, path: file.path }, signal);
}
