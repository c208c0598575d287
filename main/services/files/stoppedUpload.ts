import { AppFailure } from '../../../contract/errors.ts';
import { list, remove } from '../../files/program/operations.ts';
import type { RunningProgram } from '../../files/program/startProgram.ts';
import type { FilePlace, FileSources } from '../../files/sources.ts';
import { TAR_END, tarHeader } from '../../files/tar/tarHeader.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import { temporaryName } from './content.ts';
import { putArchive } from './putArchive.ts';
import { changing, isWithin, joinPath, mountedAt, nameOf } from './refuse.ts';
import { type Spool, withSpool } from './spool.ts';
import { leftBehind, settle } from './temporary.ts';

/** The engine mounts its own over these, also for an archive. */
const OF_THE_ENGINE = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

/**
 * Into a container without a program beside its files: gathered here first, then given to the engine at once. Where its
 * root can be had, it goes into a directory of its own there and is moved into place, so that no name is ever half-made;
 * elsewhere straight to where it is to be, which then cannot be cancelled.
 */
export function throughEngine(
  sources: FileSources,
  place: FilePlace,
  into: string,
  archive: AsyncIterable<Uint8Array>,
  isReplacing: boolean,
  job: JobHandle,
  signal: AbortSignal,
): Promise<void> {
  return withSpool(archive, signal, async (spool) => {
    if (canMove(place, into) && (await besideFirst(sources, place, into, spool, isReplacing, job, signal))) return;
    job.update({ message: 'The engine puts it in place; this cannot be cancelled' });
    await putArchive(place, into, spool.read());
  });
}

/** What is mounted there when it runs is not in its root. */
const canMove = ({ state }: FilePlace, into: string): boolean =>
  !state.isRunning && state.root !== undefined && !state.mounts.some(({ path }) => isWithin(into, path));

/** False when it reaches into something mounted, and nothing was done. */
async function besideFirst(
  sources: FileSources,
  place: FilePlace,
  into: string,
  spool: Spool,
  isReplacing: boolean,
  job: JobHandle,
  signal: AbortSignal,
): Promise<boolean> {
  const temporary = joinPath(into, temporaryName());
  // To its end, whatever happens: what was begun is moved into place or taken back. It may have been started meanwhile.
  const changingNow = <T>(run: (program: RunningProgram, now: FilePlace) => Promise<T>): Promise<T> => {
    const { signal: never } = new AbortController();
    return sources.use(place.source, never, (now) =>
      changing(now, 'put files in place', never, (program) => run(program, now)),
    );
  };
  await putArchive(place, into, emptyDirectory(nameOf(temporary)), signal);
  try {
    await putArchive(place, temporary, spool.read(), signal);
    if (signal.aborted) throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
    return await changingNow(async (program, now) => {
      if (!now.program && (await reachesMounted(now, program, temporary, into))) {
        await remove(program, temporary);
        return false;
      }
      await settle(program, temporary, into, isReplacing, job, signal);
      return true;
    });
  } catch (thrown) {
    await changingNow((program) => remove(program, temporary)).catch((reason: unknown) =>
      job.log(leftBehind(temporary, reason)),
    );
    throw thrown;
  }
}

async function reachesMounted(
  { state }: FilePlace,
  program: RunningProgram,
  temporary: string,
  into: string,
): Promise<boolean> {
  for await (const batch of list(program, temporary)) {
    for (const { name } of batch) {
      const path = joinPath(into, name);
      if (mountedAt(state, path) || OF_THE_ENGINE.some((own) => isWithin(own, path))) return true;
    }
  }
  return false;
}

async function* emptyDirectory(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const about = { path, kind: 'directory', mode: 0o700, userId: 0, groupId: 0, sizeBytes: 0 } as const;
  yield Buffer.concat([tarHeader({ ...about, modifiedAt: Date.now() }), TAR_END]);
}
