import { Readable } from 'node:stream';
import { createFileCommand, renameFileCommand } from '../../../contract/commands/fileCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { FileRights } from '../../../contract/model/files.ts';
import { toFailure } from '../../docker/errors.ts';
import { archiveRequest, statPath } from '../../docker/pathStat.ts';
import { requestJson } from '../../docker/request.ts';
import { makeDirectory, makeFile, rename } from '../../files/program/operations.ts';
import type { FilePlace } from '../../files/sources.ts';
import { TAR_END, tarHeader } from '../../files/tar/tarHeader.ts';
import { type FilesDeps, placeName, targetOf } from './deps.ts';
import { changing, joinPath, nameOf, parentOf, refuseMounted, withRealParent } from './refuse.ts';

type Recorder = Pick<FilesDeps, 'activity' | 'cliArgs'>;

export async function renameIn(
  deps: Recorder,
  place: FilePlace,
  { from, to }: { readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<void> {
  const { context } = place.source;
  const command = renameFileCommand(await targetOf(place), from, to, deps.cliArgs(context));
  const title =
    parentOf(from) === parentOf(to)
      ? `Rename ${shownName(from)} to ${shownName(nameOf(to))} in ${placeName(place)}`
      : `Move ${shownName(from)} to ${shownName(to)} in ${placeName(place)}`;
  await deps.activity.record({ context, title, command }, () =>
    changing(place, 'rename files', signal, async (program) => {
      for (const path of [from, to]) refuseMounted(place, await withRealParent(program, path, signal));
      await rename(program, from, to);
    }),
  );
  place.trees.clear();
}

export interface NewName {
  readonly directory: string;
  readonly name: string;
  readonly kind: 'file' | 'directory';
  readonly rights: FileRights;
}

/** Empty, and never over what is there. */
export async function createIn(deps: Recorder, place: FilePlace, made: NewName, signal: AbortSignal): Promise<void> {
  const { context } = place.source;
  const { kind, rights } = made;
  const path = joinPath(made.directory, made.name);
  const command = createFileCommand(await targetOf(place), kind, path, rights, deps.cliArgs(context));
  const title = `Make the ${kind} ${shownName(path)} in ${placeName(place)}`;
  await deps.activity.record({ context, title, command }, async () => {
    const { program } = place;
    const { userId, groupId } = rights;
    const mode = kind === 'file' ? rights.fileMode : rights.directoryMode;
    if (!program) await createByArchive(place, made, mode, signal);
    else if (kind === 'file') await makeFile(program, path, { mode, userId, groupId });
    else await makeDirectory(program, path, { mode, userId, groupId });
  });
}

async function createByArchive(
  place: FilePlace,
  { directory, name, kind, rights: { userId, groupId } }: NewName,
  mode: number,
  signal: AbortSignal,
): Promise<void> {
  const { connection, containerId, state } = place;
  if (await isThere(place, joinPath(directory, name), signal)) throw taken([name]);
  const header = tarHeader({ path: name, kind, mode, userId, groupId, sizeBytes: 0, modifiedAt: Date.now() });
  try {
    await requestJson(connection.docker, {
      ...archiveRequest('PUT', containerId, directory, '&noOverwriteDirNonDir=true'),
      file: Readable.from([Buffer.concat([header, TAR_END])]),
      headers: { 'Content-Type': 'application/x-tar' },
    });
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'container', name: state.name }, signal);
  }
  place.trees.clear();
}

/** By the engine. */
export function isThere(
  { connection, containerId, state }: FilePlace,
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  return statPath(connection, containerId, path, signal).then(
    () => true,
    (thrown: { statusCode?: number }) => {
      if (thrown.statusCode === 404) return false;
      throw toFailure(thrown, { context: connection.context, kind: 'container', name: state.name }, signal);
    },
  );
}

export const taken = (names: readonly string[]): AppFailure => {
  const [first = ''] = names;
  const shown = names
    .slice(0, 3)
    .map((name) => `“${shownName(name)}”`)
    .join(', ');
  return new AppFailure({
    code: 'name-in-use',
    name: first,
    message:
      names.length === 1
        ? `${shown} is there already.`
        : `${shown}${names.length > 3 ? ` and ${names.length - 3} more` : ''} are there already.`,
    hint: 'Choose to replace them, or upload under other names.',
  });
};
