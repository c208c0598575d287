import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { FileContent, FileSource } from '../../../contract/model/files.ts';
import type { FileOffer } from '../../../contract/services/containers.ts';
import { locateFile } from '../../imageFiles/fileContent.ts';
import { download, preview } from '../layers/content.ts';
import type { FilesDeps } from './deps.ts';
import { parentOf } from './refuse.ts';

type Image = Extract<FileSource, { kind: 'image' }>;
type Deps = Pick<FilesDeps, 'getConnection' | 'cliArgs' | 'images' | 'jobs' | 'activity' | 'host'>;

/** A file as a container of the image would have it: from the highest layer that has it. */
async function find({ images }: Deps, { context, id }: Image, path: string, signal: AbortSignal) {
  const index = await images.open({ context, imageId: id }, signal);
  const top = Math.max(0, index.opened.layers.length - 1);
  let wanted = path;
  for (let links = 0; links < 16; links++) {
    const { files } = index.view({ layer: top, scope: 'all', only: [] }).children(parentOf(wanted), 0, 1_000_000_000);
    const file = files.find((one) => one.path === wanted && one.change !== 'removed');
    if (!file) break;
    if (file.kind !== 'symlink' || file.target === undefined) return { file, index };
    const target = file.target.startsWith('/') ? file.target : `${parentOf(wanted)}/${file.target}`;
    wanted = normal(target);
  }
  throw new AppFailure({ code: 'not-found', message: `The image has no “${shownName(path)}”.` });
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
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
