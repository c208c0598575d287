import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import { accessOf, type FilePlace } from '../../files/sources.ts';
import type { RunningProgram } from '../../files/program/startProgram.ts';

/** For what only a program beside the files can do. Throws `unsupported`. */
export function programOf(place: FilePlace, what: string): RunningProgram {
  if (place.program) return place.program;
  throw new AppFailure({
    code: 'unsupported',
    message: `Gantry cannot ${what} here.`,
    hint: accessOf(place).reason || 'Start the container first.',
  });
}

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
