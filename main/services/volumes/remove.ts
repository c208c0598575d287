import { removeVolumesCommand } from '../../../contract/commands/volumeCommands.ts';
import { type AppError, AppFailure, toAppError } from '../../../contract/errors.ts';
import type { JobItem } from '../../../contract/model/job.ts';
import type { VolumesDeps } from '../../volumes/deps.ts';
import { inUse, usersOf } from '../../volumes/users.ts';
import { removeVolume } from '../../volumes/volume.ts';

/**
 * Removes these one after another (`DELETE /volumes/{name}`, never by force), so that what got a container meanwhile
 * stays. One that cannot go does not keep the others; the job then fails, and says which and why.
 */
export function removeVolumes(deps: VolumesDeps, context: string, names: readonly string[]): string {
  const [only = ''] = names;
  const title = names.length === 1 ? `Remove volume ${shortVolumeName(only)}` : `Remove ${names.length} volumes`;
  const command = removeVolumesCommand(names, deps.cliArgs(context));
  return deps.jobs.start({ kind: 'remove', title, context, command }, (job, signal) =>
    deps.activity.record({ context, title, command }, async () => {
      const connection = await deps.getConnection(context, signal);
      const items = new Map<string, JobItem>(
        names.map((name) => [name, { id: name, label: name, status: 'waits', isDone: false }]),
      );
      const failures: AppError[] = [];
      const tell = (name: string, status: string, isDone: boolean) => {
        items.set(name, { id: name, label: name, status, isDone });
        job.update({ items: [...items.values()] });
      };
      for (const name of names) {
        signal.throwIfAborted();
        job.update({ message: `Removing ${shortVolumeName(name)}` });
        try {
          await deps.letGo?.(context, name);
          await removeVolume(connection, name);
          job.log(`Removed ${name}`);
          tell(name, 'removed', true);
        } catch (thrown) {
          const error = await explained(thrown, () => usersOf(connection, name, signal), name);
          job.log(error.message);
          tell(name, 'stays', true);
          failures.push(error);
        }
      }
      const removed = names.length - failures.length;
      job.update({ message: removed === 1 ? 'Removed 1 volume' : `Removed ${removed} volumes` });
      if (failures.length > 0) throw new AppFailure(together(failures, names.length));
      return undefined;
    }),
  );
}

/** The engine names containers by their ids; people know their names. */
async function explained(thrown: unknown, users: () => ReturnType<typeof usersOf>, name: string): Promise<AppError> {
  const error = toAppError(thrown);
  if (error.code !== 'conflict') return error;
  const found = await users().catch(() => []);
  return found.length > 0
    ? { ...inUse(name, found).error, ...(error.engineText && { engineText: error.engineText }) }
    : error;
}

function together(failures: readonly AppError[], count: number): AppError {
  const [first] = failures;
  if (first && failures.length === 1) return first;
  return {
    code: 'conflict',
    message: `${failures.length} of ${count} volumes stay. ${failures
      .map(({ message }) => message)
      .slice(0, 5)
      .join(' ')}`,
    hint: 'Remove the containers that have them first; the log says which.',
  };
}

/** 64 hex digits are a name that nobody reads. */
export const shortVolumeName = (name: string): string => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name);
