import { AppFailure } from '../../../contract/errors.ts';
import type { FileEntry, FileSource, ListProgress } from '../../../contract/model/files.ts';
import type { ImageFile } from '../../../contract/model/imageFiles.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import { toFailure } from '../../docker/errors.ts';
import { statPath } from '../../docker/pathStat.ts';
import { type ArchiveTree, readTree } from '../../files/archive/readTree.ts';
import { find, list, resolve } from '../../files/program/operations.ts';
import type { FilePlace } from '../../files/sources.ts';
import { progressStream } from '../../imageFiles/progressStream.ts';
import type { FileView } from '../../imageFiles/fileView.ts';
import type { ImageIndex } from '../../imageFiles/imageIndex.ts';
import type { FilesDeps } from './deps.ts';
import { followPath, notInImage, viewOf } from './imagePath.ts';
import { parentOf } from './refuse.ts';

const BATCH = 5000;
/** A container that does not run changes only by what is done to it. */
const TREE_VALID_MS = 5 * 60_000;
const ALL = 1_000_000_000;

type Image = Extract<FileSource, { kind: 'image' }>;

/** In a directory of a container or volume. */
export async function* listPlace(
  place: FilePlace,
  path: string,
  isFresh: boolean,
  signal: AbortSignal,
): AsyncGenerator<ListProgress, void, undefined> {
  const { program } = place;
  if (program) {
    const resolved = await resolve(program, path, signal);
    yield* inBatches(list(program, resolved, signal));
    yield { type: 'listed', path: resolved };
    return;
  }
  const resolved = await resolveByStat(place, path, signal);
  const known = isFresh ? undefined : knownEntries(place, resolved);
  const entries = known ?? (yield* readEntries(place, resolved, signal));
  for (let at = 0; at < entries.length; at += BATCH) yield { type: 'entries', entries: entries.slice(at, at + BATCH) };
  yield { type: 'listed', path: resolved };
}

async function* inBatches(batches: AsyncIterable<readonly FileEntry[]>): AsyncGenerator<ListProgress, void, undefined> {
  let entries: FileEntry[] = [];
  for await (const batch of batches) {
    for (const entry of batch) entries.push(entry);
    if (entries.length < BATCH) continue;
    yield { type: 'entries', entries };
    entries = [];
  }
  if (entries.length > 0) yield { type: 'entries', entries };
}

/** The engine follows links for a path that ends in one; those on the way it follows by itself. */
export async function resolveByStat(place: FilePlace, path: string, signal: AbortSignal): Promise<string> {
  if (path === '/') return path;
  const { connection, containerId, state } = place;
  try {
    const found = await statPath(connection, containerId, path, signal);
    return found.isSymlink && found.linkTarget !== '' ? found.linkTarget : path;
  } catch (thrown) {
    const failure = toFailure(thrown, { context: connection.context, kind: 'container', name: state.name }, signal);
    throw (thrown as { statusCode?: number }).statusCode === 404 ? noSuchPath(path) : failure;
  }
}

const noSuchPath = (path: string) =>
  new AppFailure({
    code: 'not-found',
    message: `There is no “${shownName(path)}”.`,
    hint: 'It may have been removed or renamed. Look at the directory above it.',
  });

/** Out of a tree that has been read: of the directory itself or of one above it. */
function knownEntries({ trees }: FilePlace, path: string): readonly FileEntry[] | undefined {
  for (let above = path; ; above = parentOf(above)) {
    const tree = trees.get(above);
    if (tree && Date.now() - tree.readAt < TREE_VALID_MS) {
      const below = above === '/' ? path : path.slice(above.length) || '/';
      const entries = tree.directories.get(below);
      if (entries) return entries;
    }
    if (above === '/') return undefined;
  }
}

async function* readEntries(
  place: FilePlace,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<ListProgress, readonly FileEntry[], undefined> {
  const tree = yield* readingTree(place, path, signal);
  const entries = tree.directories.get('/') ?? [];
  return entries;
}

async function* readingTree(
  place: FilePlace,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<ListProgress, ArchiveTree, undefined> {
  const { connection, containerId, state, trees } = place;
  try {
    const tree = yield* progressStream<ListProgress, ArchiveTree>(signal, (own, tell) =>
      readTree(connection, containerId, path, own, (readBytes) => tell({ type: 'reading', readBytes })),
    );
    for (const known of trees.keys()) if (known.startsWith(path)) trees.delete(known);
    trees.set(path, tree);
    return tree;
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'container', name: state.name }, signal);
  }
}

/** Names below a directory. */
export async function* findInPlace(
  place: FilePlace,
  path: string,
  query: string,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<readonly FileEntry[], void, undefined> {
  if (place.program) {
    yield* find(place.program, await resolve(place.program, path, signal), query, limit, signal);
    return;
  }
  const resolved = await resolveByStat(place, path, signal);
  if (!place.trees.has(resolved)) for await (const _progress of readEntries(place, resolved, signal));
  const found: FileEntry[] = [];
  const fits = matcher(query);
  for (const [directory, entries] of place.trees.get(resolved)?.directories ?? []) {
    for (const entry of entries) {
      if (!fits(entry.name)) continue;
      found.push({
        ...entry,
        name: `${resolved === '/' ? '' : resolved}${directory === '/' ? '' : directory}/${entry.name}`,
      });
      if (found.length === limit) {
        yield found;
        return;
      }
    }
  }
  yield found;
}

/** As `find` of the program: any text for `*`, one character for `?`, ASCII letters in either case. */
function matcher(query: string): (name: string) => boolean {
  const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const wanted = lower(query);
  if (!/[*?]/.test(wanted)) return (name) => lower(name).includes(wanted);
  const parts = wanted.split(/([*?])/).map((part) => {
    if (part === '*') return '.*';
    return part === '?' ? '.' : part.replace(/[\\^$.|+()[\]{}]/g, String.raw`\$&`);
  });
  const pattern = new RegExp(`^${parts.join('').replace(/(\.\*)+/g, '.*')}$`, 's');
  return (name) => pattern.test(lower(name));
}

/** In a directory of an image, as a container of it would begin. */
export async function* listImage(
  { images }: Pick<FilesDeps, 'images'>,
  { context, id }: Image,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<ListProgress, void, undefined> {
  const index = yield* progressStream<ListProgress, ImageIndex>(signal, (own, tell) =>
    images.open({ context, imageId: id }, own, ({ readBytes, expectedBytes }) =>
      tell({ type: 'reading', readBytes, expectedBytes }),
    ),
  );
  const view = viewOf(index);
  const directory = followPath(view, path);
  if (!directory) throw notInImage(path);
  if (directory.kind !== 'directory') {
    throw new AppFailure({
      code: 'invalid-input',
      path: ['path'],
      message: `“${shownName(path)}” is not a directory.`,
      hint: 'Open the directory that it is in.',
    });
  }
  const { files } = view.children(directory.path, 0, ALL);
  const entries = files.filter(({ change }) => change !== 'removed').map((file) => entryOf(view, file, file.name));
  for (let at = 0; at < entries.length; at += BATCH) yield { type: 'entries', entries: entries.slice(at, at + BATCH) };
  yield { type: 'listed', path: directory.path };
}

export async function findInImage(
  { images }: Pick<FilesDeps, 'images'>,
  { context, id }: Image,
  path: string,
  query: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly FileEntry[]> {
  const index = await images.open({ context, imageId: id }, signal);
  const view = viewOf(index);
  const fits = matcher(query);
  const prefix = path === '/' ? '/' : `${path}/`;
  const { files } = view.search(/[*?]/.test(query) ? query : `*${query}*`, 0, ALL);
  return files
    .filter((file) => file.change !== 'removed' && file.path.startsWith(prefix) && fits(file.name))
    .slice(0, limit)
    .map((file) => entryOf(view, file, file.path));
}

function entryOf(view: FileView, file: ImageFile, name: string): FileEntry {
  const { kind, mode = 0o755, userId = 0, groupId = 0, sizeBytes, modifiedAt = 0, target } = file;
  return {
    name,
    kind: kind === 'hardlink' ? 'file' : kind,
    mode,
    userId,
    groupId,
    sizeBytes,
    modifiedAt,
    ...(kind === 'hardlink' && { links: 2 }),
    ...(kind === 'symlink' && target !== undefined && { target, ...kindOf(followPath(view, file.path)) }),
  };
}

const kindOf = (end: ImageFile | undefined): Pick<FileEntry, 'targetKind'> =>
  end === undefined ? {} : { targetKind: end.kind === 'hardlink' ? 'file' : end.kind };
