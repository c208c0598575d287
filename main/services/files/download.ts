import { copyOutCommand } from '../../../contract/commands/fileCommands.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { FileOffer } from '../../../contract/services/containers.ts';
import { toFailure } from '../../docker/errors.ts';
import { archiveRequest, statPath } from '../../docker/pathStat.ts';
import { requestStream } from '../../docker/request.ts';
import { joinedArchives } from '../../files/archive/archiveFile.ts';
import { becameShorter, fileStream } from '../../files/archive/fileStream.ts';
import { describe, read, resolve } from '../../files/program/operations.ts';
import type { FilePlace } from '../../files/sources.ts';
import { safeFileName as withoutOddities } from '../../imageFiles/fileContent.ts';
import { offerStream } from '../offerStream.ts';
import { type FilesDeps, placeName, targetOf } from './deps.ts';
import { resolveByStat } from './list.ts';
import { inMemory, memoryOf, nameOf } from './refuse.ts';

/** A name that is no text has none of its bytes in a header or on this machine’s disk. */
const safeFileName = (name: string): string => withoutOddities(shownName(name));

interface Found {
  readonly path: string;
  readonly isFile: boolean;
  readonly sizeBytes: number;
}

/** One file as it is, anything else as an archive; as it streams, so that its size does not matter. */
export async function downloadFrom(
  deps: Pick<FilesDeps, 'activity' | 'cliArgs' | 'jobs' | 'host'>,
  place: FilePlace,
  paths: readonly string[],
  signal: AbortSignal,
  leave: () => void,
): Promise<FileOffer> {
  const found: Found[] = [];
  for (const path of paths) found.push(await look(place, path, paths.length === 1, signal));
  const [first] = found as [Found, ...Found[]];
  const isFile = found.length === 1 && first.isFile;
  for (const { path } of found) {
    const mount = memoryOf(place, path);
    if (mount !== undefined && !(isFile && place.program)) throw inMemory(path, mount);
  }
  const isOnDisk = isFile && memoryOf(place, first.path) === undefined;
  const { context } = place.source;
  const target = await targetOf(place);
  const name =
    paths.length === 1 ? safeFileName(nameOf(paths[0]!) || place.state.name) : safeFileName(place.state.name);
  const file = isFile ? name : `${name}.tar`;
  const command = paths.map((path) =>
    copyOutCommand(
      target,
      path,
      { file: paths.length === 1 ? file : `${safeFileName(nameOf(path))}.tar`, isArchive: !isFile },
      deps.cliArgs(context),
    ),
  );
  const what = paths.length === 1 ? shownName(nameOf(paths[0]!) || '/') : `${paths.length} files`;
  return offerStream(deps, {
    context,
    title: `Save ${what} from ${placeName(place)}`,
    command: command.join('\n'),
    file,
    ...(isOnDisk && { totalBytes: first.sizeBytes }),
    open(ended) {
      const explain = (thrown: unknown) =>
        toFailure(thrown, { context, kind: 'container', name: place.state.name }, ended);
      if (!isOnDisk) {
        return explained(isFile ? fromMemory(place, first, ended) : archives(place, found, ended), explain, leave);
      }
      const { containerId, prefix } = place;
      const { path, sizeBytes } = first;
      const wanted = { path: `${prefix}${path}`, signal: ended, sizeBytes, explain };
      return fileStream(place.connection, containerId, wanted).once('close', leave);
    },
  });
}

/** One file is what a link leads to; among several a link is itself. */
async function look(place: FilePlace, path: string, isFollowing: boolean, signal: AbortSignal): Promise<Found> {
  const { program, connection, containerId, prefix } = place;
  if (program) {
    const real = isFollowing ? await resolve(program, path, signal) : path;
    const { entry } = await describe(program, real, signal);
    return { path: real, isFile: entry.kind === 'file', sizeBytes: entry.sizeBytes };
  }
  const real = isFollowing ? await resolveByStat(place, path, signal) : path;
  try {
    const { isFile, sizeBytes } = await statPath(connection, containerId, `${prefix}${real}`, signal);
    return { path: real, isFile, sizeBytes };
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'container', name: place.state.name }, signal);
  }
}

/** What the kernel makes up says that it has no size, and has content. */
async function* fromMemory({ program }: FilePlace, { path, sizeBytes }: Found, signal: AbortSignal) {
  let givenBytes = 0;
  for await (const piece of read(program!, path, 0, Number.MAX_SAFE_INTEGER, signal)) {
    givenBytes += piece.length;
    yield piece;
  }
  if (givenBytes < sizeBytes) throw becameShorter(path);
}

async function* explained(
  bytes: AsyncIterable<Uint8Array>,
  explain: (thrown: unknown) => Error,
  leave: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* bytes;
  } catch (thrown) {
    throw explain(thrown);
  } finally {
    leave();
  }
}

function archives(place: FilePlace, found: readonly Found[], signal: AbortSignal): AsyncIterable<Uint8Array> {
  const { connection, containerId, prefix } = place;
  const opened = found.map(
    ({ path }) =>
      async function* (): AsyncGenerator<Buffer> {
        // Of a root only what is in it: its own name is none.
        const wanted = path === '/' ? `${prefix}/.` : `${prefix}${path}`;
        yield* await requestStream(connection.docker, { ...archiveRequest('GET', containerId, wanted), signal });
      },
  );
  return opened.length === 1 ? opened[0]!() : joinedArchives(opened);
}
