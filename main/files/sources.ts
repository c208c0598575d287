import { AppFailure, isCancelled, toAppError } from '../../contract/errors.ts';
import type { FileAccess, FileSource } from '../../contract/model/files.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import type { ArchiveTree } from './archive/readTree.ts';
import { inspectSource, type SourceState } from './inspectSource.ts';
import { removeProgramImage, VOLUME_PATH } from './program/image.ts';
import { type RunningProgram, startProgram, stopProgram } from './program/startProgram.ts';

/** After the last use; going from one page to another needs no new helper. */
const IDLE_MS = 3000;

/** Where the files of a container or volume can be had from now. */
export interface FilePlace {
  readonly connection: Connection;
  readonly source: Exclude<FileSource, { kind: 'image' }>;
  /** What the engine’s archives are asked of: the container itself, or the helper that has the volume. */
  readonly containerId: string;
  /** Before each path there. */
  readonly prefix: string;
  /** Absent where nothing runs that could be joined. */
  readonly program?: RunningProgram;
  readonly state: SourceState;
  /** Why there is no program. */
  readonly reason?: string;
  /** What was read from archives, by directory. */
  readonly trees: Map<string, ArchiveTree>;
}

interface Held {
  users: number;
  readonly opening: Promise<FilePlace>;
  timer?: NodeJS.Timeout;
}

type Wanted = FilePlace['source'];

export interface FileSources {
  /** Runs something with the place of a source, which stays there meanwhile. */
  use<T>(source: Wanted, signal: AbortSignal, run: (place: FilePlace) => Promise<T>): Promise<T>;
  /** The same for a stream. */
  stream<T>(source: Wanted, signal: AbortSignal, run: (place: FilePlace) => AsyncIterable<T>): AsyncGenerator<T, void>;
  /** The place, kept until the function beside it is called: for a job. */
  hold(source: Wanted, signal: AbortSignal): Promise<readonly [FilePlace, () => void]>;
  /** Lets go of a source at once, so that it can be removed; whoever uses it is told. */
  release(source: Wanted): Promise<void>;
  close(): Promise<void>;
}

const keyOf = (source: Wanted): string =>
  `${source.context}\n${source.kind}\n${source.kind === 'volume' ? source.name : source.id}`;

/** One helper for each source that is looked at, as long as somebody does. */
export function createFileSources(getConnection: GetConnection): FileSources {
  const all = new Map<string, Held>();

  async function open(source: Wanted, signal: AbortSignal): Promise<FilePlace> {
    const connection = await getConnection(source.context, signal);
    const state = await inspectSource(connection, source, signal);
    const base = { connection, source, state, trees: new Map<string, ArchiveTree>() };
    if (source.kind === 'volume') {
      const program = await startProgram(connection, source, signal);
      return { ...base, containerId: program.helperId, prefix: VOLUME_PATH, program };
    }
    const place = { ...base, containerId: source.id, prefix: '' };
    if (!state.isRunning) return { ...place, reason: 'The container does not run.' };
    try {
      const { id } = source;
      const { pidMode, usernsMode } = state;
      return {
        ...place,
        program: await startProgram(connection, { kind: 'container', id, pidMode, usernsMode }, signal),
      };
    } catch (thrown) {
      if (isCancelled(thrown) || connection.signal.aborted) throw thrown;
      return { ...place, reason: `No helper could be started beside it: ${toAppError(thrown).message}` };
    }
  }

  async function end(key: string, held: Held): Promise<void> {
    clearTimeout(held.timer);
    if (all.get(key) === held) all.delete(key);
    const place = await held.opening.catch(() => undefined);
    if (!place?.program) return;
    await stopProgram(place.connection, place.program);
    const { context } = place.source;
    if ([...all.keys()].some((other) => other.startsWith(`${context}\n`))) return;
    await removeProgramImage(place.connection, place.program.image);
  }

  /** The known place, unless it is not any more what it was. */
  async function acquire(source: Wanted, signal: AbortSignal): Promise<readonly [FilePlace, () => void]> {
    const key = keyOf(source);
    let held = all.get(key);
    const known = await held?.opening.catch(() => undefined);
    if (held && (!known || (await isOutdated(known, signal)))) {
      void end(key, held);
      held = undefined;
    }
    held ??= all.get(key) ?? begin(key, source);
    const taken = held;
    taken.users += 1;
    clearTimeout(taken.timer);
    let hasLeft = false;
    const leave = () => {
      if (hasLeft) return;
      hasLeft = true;
      taken.users -= 1;
      if (taken.users === 0) taken.timer = setTimeout(() => void end(key, taken), IDLE_MS);
    };
    try {
      return [await untilCancelled(taken.opening, signal), leave];
    } catch (thrown) {
      leave();
      throw thrown;
    }
  }

  function begin(key: string, source: Wanted): Held {
    // Not with the signal of one who asked: another may be waiting for the same.
    const held: Held = { users: 0, opening: open(source, new AbortController().signal) };
    held.opening.catch(() => all.get(key) === held && all.delete(key));
    all.set(key, held);
    return held;
  }

  return {
    hold: acquire,
    async use(source, signal, run) {
      const [place, leave] = await acquire(source, signal);
      try {
        return await run(place);
      } finally {
        leave();
      }
    },
    async *stream(source, signal, run) {
      const [place, leave] = await acquire(source, signal);
      try {
        yield* run(place);
      } finally {
        leave();
      }
    },
    async release(source) {
      const held = all.get(keyOf(source));
      if (held) await end(keyOf(source), held);
    },
    async close() {
      await Promise.all([...all].map(([key, held]) => end(key, held)));
    },
  };
}

/** A program that has ended; a container that has started, or has gone. */
async function isOutdated({ program, connection, source }: FilePlace, signal: AbortSignal): Promise<boolean> {
  if (connection.signal.aborted) return true;
  if (program) return program.hasEnded;
  const { isRunning } = await inspectSource(connection, source, signal);
  return isRunning;
}

function untilCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

const STOPPED = 'To search below here or to follow a file, start it first.';
const STOPPED_FIXED =
  'Docker has no way to rename or remove a file of a container that does not run, and this engine does not say where its files are: start it first. New files, uploads and edits work.';

/** What a place allows, in words where something is not possible. */
export function accessOf({ program, state, reason, source }: FilePlace, hasTools = false): FileAccess {
  const about = { inMemory: state.inMemory, mounts: state.mounts, hasTools };
  if (program) return { way: 'program', canWrite: true, canChange: true, ...about };
  const isStopped = source.kind === 'container' && !state.isRunning;
  return {
    way: 'archive',
    canWrite: true,
    canChange: isStopped && state.root !== undefined,
    reason: isStopped ? (state.root === undefined ? STOPPED_FIXED : STOPPED) : (reason ?? ''),
    ...about,
  };
}
