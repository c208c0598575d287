import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import { withStoppedRoot } from '../../files/stopped/withStoppedRoot.ts';
import type { SourceState } from '../../files/inspectSource.ts';
import { accessOf, type FilePlace } from '../../files/sources.ts';
import { resolve } from '../../files/program/operations.ts';
import type { RunningProgram } from '../../files/program/startProgram.ts';

/**
 * With a program that can change names: the one beside the files, or for a container that does not run one that has its
 * root for so long, while it cannot be started. Throws `unsupported`.
 */
export function changing<T>(
  place: FilePlace,
  what: string,
  signal: AbortSignal,
  run: (program: RunningProgram) => Promise<T>,
): Promise<T> {
  const { connection, containerId, state } = place;
  if (place.program || state.isRunning || state.root === undefined) return run(programOf(place, what));
  return withStoppedRoot({ connection, containerId, root: state.root, name: state.name }, signal, run);
}

/** In a container that does not run, what is mounted is not there: what would be changed is what lies below it. */
export function refuseMounted({ program, state }: FilePlace, path: string): void {
  if (program) return; // it sees them, and says so itself
  const mount = mountedAt(state, path);
  if (!mount) return;
  throw new AppFailure({
    code: 'conflict',
    message: `“${shownName(path)}” is, is in, or has in it what is mounted at ${mount.path}: ${mount.what}.`,
    hint: 'Change the files of a volume on its own page, or start the container.',
  });
}

interface Mount {
  readonly path: string;
  readonly what: string;
}

/** What a path is, is in, or has in it. */
export const mountedAt = ({ mounts, inMemory: memory }: SourceState, path: string): Mount | undefined =>
  [...mounts, ...memory.map((mount) => ({ path: mount, what: 'a file system in memory' }))].find(
    (mount) => isWithin(path, mount.path) || isWithin(mount.path, path),
  );

export const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

/** For what only a program beside the files can do. Throws `unsupported`. */
export function programOf(place: FilePlace, what: string): RunningProgram {
  if (place.program) return place.program;
  throw new AppFailure({
    code: 'unsupported',
    message: `Gantry cannot ${what} here.`,
    hint: accessOf(place).reason || 'Start the container first.',
  });
}

/** The name itself, in its directory without symbolic links. */
export const withRealParent = async (program: RunningProgram, path: string, signal: AbortSignal): Promise<string> =>
  joinPath(await resolve(program, parentOf(path), signal), nameOf(path));

export const imageIsFixed = (): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: 'The files of an image never change.',
    hint: 'Run a container of it and change them there, or build another image.',
  });

/** The file system in memory that a path is on; the engine’s copy sees what is below it instead. */
export const memoryOf = ({ state }: FilePlace, path: string): string | undefined =>
  state.inMemory.find((mount) => path === mount || path.startsWith(`${mount}/`));

export const inMemory = (path: string, mount: string): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: `“${shownName(path)}” is in memory: ${mount} is no part of the container’s disk, and Docker cannot copy it.`,
    hint: 'Copy it elsewhere in the container first. Single files can be downloaded, and text can be edited.',
  });

export const joinPath = (directory: string, name: string): string => `${directory === '/' ? '' : directory}/${name}`;
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
