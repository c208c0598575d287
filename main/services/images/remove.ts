import { removeImagesCommand } from '../../../contract/commands/imageCommands.ts';
import { containerActionCommand } from '../../../contract/commands/containerCommands.ts';
import { type AppError, AppFailure, toAppError } from '../../../contract/errors.ts';
import type { JobItem } from '../../../contract/model/job.ts';
import type { Connection } from '../../docker/connection.ts';
import { JobFailure, type JobHandle } from '../../jobs/jobs.ts';
import { ask as askContainer } from '../containers/ask.ts';
import { perform } from '../containers/perform.ts';
import { askImage } from './ask.ts';
import type { ImagesDeps } from './deps.ts';

interface Removal {
  readonly context: string;
  readonly references: readonly string[];
  readonly containerIds: readonly string[];
}

type SaidRemoval = readonly { readonly Untagged?: string; readonly Deleted?: string }[];

/**
 * Takes names off one after another (`DELETE /images/{name}`, never by force), so that what became needed meanwhile
 * stays. One that cannot go does not keep the others; the job then fails, and says which and why.
 */
export function removeImages(deps: ImagesDeps, { context, references, containerIds }: Removal): string {
  const [only] = references;
  const title =
    references.length === 1 ? `Remove image ${shortName(only ?? '')}` : `Remove ${references.length} images`;
  const cliArgs = deps.cliArgs(context);
  const action = { type: 'remove', force: true, volumes: false, stopFirst: false } as const;
  const command = [
    ...(containerIds.length > 0 ? [containerActionCommand(action, containerIds.map(shortName), cliArgs)] : []),
    removeImagesCommand(references, cliArgs),
  ].join('\n');
  return deps.jobs.start({ kind: 'remove', title, context, command }, (job, signal) =>
    deps.activity.record({ context, title, command }, async () => {
      const connection = await deps.getConnection(context, signal);
      for (const id of containerIds) {
        signal.throwIfAborted();
        job.update({ message: `Removing the container ${shortName(id)}` });
        await perform(connection, { id, name: shortName(id) }, action);
      }
      return removeEach(connection, references, job, signal);
    }),
  );
}

async function removeEach(connection: Connection, references: readonly string[], job: JobHandle, signal: AbortSignal) {
  const untagged: string[] = [];
  const deleted: string[] = [];
  const failures: { readonly reference: string; readonly error: AppError }[] = [];
  const items = new Map<string, JobItem>(
    references.map((id) => [id, { id, label: shortName(id), status: '', isDone: false }]),
  );
  const say = (id: string, status: string) => {
    items.set(id, { id, label: shortName(id), status, isDone: true });
    const done = untagged.length + failures.length;
    job.update({ items: [...items.values()], message: `${done} of ${references.length} names` });
  };
  const result = () => ({ type: 'removedImages' as const, untagged, deleted });
  for (const reference of references) {
    if (signal.aborted) {
      throw new JobFailure(
        { code: 'cancelled', message: `Removed ${untagged.length} of ${references.length}.` },
        result(),
      );
    }
    try {
      const gone = await removeOne(connection, reference);
      const names = gone.flatMap(({ Untagged }) => Untagged ?? []);
      const ids = gone.flatMap(({ Deleted }) => Deleted ?? []);
      untagged.push(...names);
      deleted.push(...ids);
      for (const name of names) job.log(`Untagged: ${name}`);
      for (const id of ids) job.log(`Deleted: ${id}`);
      say(reference, ids.length > 0 ? 'removed' : 'untagged');
    } catch (thrown) {
      const error = toAppError(thrown);
      failures.push({ reference, error });
      job.log(`${reference}: ${error.message}`);
      say(reference, error.message);
    }
  }
  const [first] = failures;
  if (!first) {
    job.update({ message: removedText(untagged.length, deleted.length) });
    return result();
  }
  if (references.length === 1) throw new JobFailure(first.error, result());
  const { message } = first.error;
  throw new JobFailure(
    {
      code: 'conflict',
      message: `${failures.length} of ${references.length} could not be removed. ${shortName(first.reference)}: ${message}`,
      hint: 'Open the job: it says why of each.',
    },
    result(),
  );
}

/** Takes one name off, never by force; gives what the engine untagged and deleted. Rejects naming the containers that use it. */
export async function removeOne(connection: Connection, reference: string): Promise<SaidRemoval> {
  try {
    const path = `/images/${encodeURI(reference)}`;
    return await askImage<SaidRemoval>(connection, reference, { method: 'DELETE', path });
  } catch (thrown) {
    throw await namingUsers(connection, reference, thrown);
  }
}

/** The engine names one container, by a part of its id; the person knows them by their names, and wants all of them. */
async function namingUsers(connection: Connection, reference: string, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof AppFailure) || !/container/i.test(thrown.error.engineText ?? '')) return thrown;
  const users = await usersOf(connection, reference).catch(() => []);
  if (users.length === 0) return thrown;
  const { engineText } = thrown.error;
  return new AppFailure({
    code: 'conflict',
    message: `“${shortName(reference)}” is used by ${users.join(', ')}.`,
    hint: users.length === 1 ? 'Remove that container first.' : 'Remove those containers first.',
    ...(engineText !== undefined && { engineText }),
  });
}

async function usersOf(connection: Connection, reference: string): Promise<readonly string[]> {
  const { Id } = await askImage<{ readonly Id: string }>(connection, reference, {
    method: 'GET',
    path: `/images/${encodeURI(reference)}/json`,
  });
  const listed = await askContainer<
    readonly { Names?: string[] | null; Id: string; ImageID?: string; State?: string }[]
  >(connection, {
    method: 'GET',
    path: '/containers/json',
    query: { all: true, filters: JSON.stringify({ ancestor: [Id] }) },
  });
  return listed
    .filter(({ ImageID }) => ImageID === Id) // an ancestor of others is not used by them itself
    .map(
      ({ Names, Id: id, State }) => `the container “${(Names?.[0] ?? id.slice(0, 12)).replace(/^\//, '')}” (${State})`,
    );
}

const shortName = (reference: string): string =>
  /^(?:sha256:)?[0-9a-f]{64}$/.test(reference) ? reference.replace('sha256:', '').slice(0, 12) : reference;

function removedText(names: number, images: number): string {
  const nameText = names === 1 ? '1 name' : `${names} names`;
  if (images === 0) return `Took off ${nameText}; the image stays.`;
  return `Took off ${nameText} and removed ${images === 1 ? '1 image' : `${images} images`}.`;
}
