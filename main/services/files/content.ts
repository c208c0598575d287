import { Readable } from 'node:stream';
import { randomBytes } from 'node:crypto';
import { writeFileCommand } from '../../../contract/commands/fileCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { FileContent, FileStamp } from '../../../contract/model/files.ts';
import { toFailure } from '../../docker/errors.ts';
import { LinkedAbort } from '../../docker/linkedAbort.ts';
import { archiveRequest, statPath } from '../../docker/pathStat.ts';
import { requestJson } from '../../docker/request.ts';
import { fileStream } from '../../files/archive/fileStream.ts';
import { describe, read, resolve, rewrite } from '../../files/program/operations.ts';
import type { FilePlace } from '../../files/sources.ts';
import { TAR_END, tarHeader, tarPadding } from '../../files/tar/tarHeader.ts';
import { isText } from '../../imageFiles/fileContent.ts';
import { type FilesDeps, placeName, targetOf } from './deps.ts';
import { resolveByStat } from './list.ts';
import { nameOf, parentOf } from './refuse.ts';

/** Beside the file until it is whole: hidden, and of nobody else. */
export const temporaryName = (): string => `.gantry-upload-${randomBytes(6).toString('hex')}`;

/** The beginning of a file, where a symbolic link leads to one, of that. */
export async function readContent(
  place: FilePlace,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FileContent> {
  return place.program ? readByProgram(place, path, maxBytes, signal) : readByArchive(place, path, maxBytes, signal);
}

async function readByProgram({ program }: FilePlace, path: string, maxBytes: number, signal: AbortSignal) {
  const resolved = await resolve(program!, path, signal);
  const { entry, stamp } = await describe(program!, resolved, signal);
  const chunks: Buffer[] = [];
  for await (const chunk of read(program!, resolved, 0, maxBytes, signal)) chunks.push(chunk);
  const { mode, userId, groupId } = entry;
  return contentOf(Buffer.concat(chunks), stamp, { mode, userId, groupId });
}

async function readByArchive(place: FilePlace, path: string, maxBytes: number, signal: AbortSignal) {
  const { connection, containerId } = place;
  const resolved = await resolveByStat(place, path, signal);
  const enough = new LinkedAbort(signal);
  try {
    const stamp = await fileStamp(place, resolved, signal);
    let about = { mode: 0o644, userId: 0, groupId: 0 };
    const chunks: Buffer[] = [];
    let length = 0;
    const onEntry = (entry: typeof about) => (about = entry);
    for await (const chunk of fileStream(connection, containerId, { path: resolved, signal: enough.signal, onEntry })) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= maxBytes) break;
    }
    const { mode, userId, groupId } = about;
    return contentOf(Buffer.concat(chunks).subarray(0, maxBytes), stamp, { mode, userId, groupId });
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'container', name: place.state.name }, signal);
  } finally {
    enough.end();
  }
}

function contentOf(
  bytes: Buffer,
  stamp: FileStamp,
  rights: Pick<FileContent, 'mode' | 'userId' | 'groupId'>,
): FileContent {
  const isWhole = bytes.length === stamp.sizeBytes;
  return {
    bytes: Uint8Array.from(bytes),
    sizeBytes: stamp.sizeBytes,
    isWhole,
    isText: isText(bytes, isWhole),
    ...rights,
    stamp,
  };
}

/** Of a file, as the engine sees it. Throws `invalid-input` for what is none. */
async function fileStamp(
  { connection, containerId }: FilePlace,
  path: string,
  signal: AbortSignal,
): Promise<FileStamp> {
  const { isFile, sizeBytes, modifiedSeconds, modifiedNanoseconds } = await statPath(
    connection,
    containerId,
    path,
    signal,
  );
  if (!isFile) {
    throw new AppFailure({
      code: 'invalid-input',
      path: ['path'],
      message: `“${shownName(path)}” is no ordinary file, so it has no content to show.`,
    });
  }
  return { sizeBytes, modifiedSeconds, modifiedNanoseconds };
}

/** New content, if the file is still as it was read. Mode and owner stay. */
export async function writeContent(
  deps: Pick<FilesDeps, 'activity' | 'cliArgs'>,
  place: FilePlace,
  { path, bytes, stamp }: { readonly path: string; readonly bytes: Uint8Array; readonly stamp: FileStamp },
  signal: AbortSignal,
): Promise<FileStamp> {
  const { context } = place.source;
  const command = writeFileCommand(await targetOf(place), path, nameOf(path), deps.cliArgs(context));
  const title = `Save ${shownName(path)} in ${placeName(place)}`;
  return deps.activity.record({ context, title, command }, async () => {
    const { program } = place;
    if (!program) return writeByArchive(place, path, bytes, stamp, signal);
    await rewrite(program, path, stamp, bytes, temporaryName());
    return (await describe(program, await resolve(program, path))).stamp;
  });
}

/** The engine takes one file out and puts a new one in its place, with the rights that it had. */
async function writeByArchive(
  place: FilePlace,
  path: string,
  bytes: Uint8Array,
  stamp: FileStamp,
  signal: AbortSignal,
): Promise<FileStamp> {
  const { connection, containerId } = place;
  const resolved = await resolveByStat(place, path, signal);
  const { mode, userId, groupId } = await readByArchive(place, resolved, 1, signal);
  try {
    const now = await fileStamp(place, resolved, signal);
    if (JSON.stringify(now) !== JSON.stringify(stamp)) throw changedMeanwhile(path);
    const head = { path: nameOf(resolved), kind: 'file', mode, userId, groupId, modifiedAt: Date.now() } as const;
    const header = tarHeader({ ...head, sizeBytes: bytes.byteLength });
    await requestJson(connection.docker, {
      ...archiveRequest('PUT', containerId, parentOf(resolved), '&noOverwriteDirNonDir=true'),
      file: Readable.from([Buffer.concat([header, bytes, tarPadding(bytes.byteLength), TAR_END])]),
      headers: { 'Content-Type': 'application/x-tar' },
    });
    place.trees.clear();
    return await fileStamp(place, resolved, signal);
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'container', name: place.state.name }, signal);
  }
}

const changedMeanwhile = (path: string) =>
  new AppFailure({
    code: 'conflict',
    message: `“${shownName(path)}” was changed meanwhile by somebody else.`,
    hint: 'Look at what it is now, then save again if you still want to.',
  });
