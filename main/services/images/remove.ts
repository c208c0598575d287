import { removeImageCommand } from '../../../contract/commands/viewCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { ImageRemoval, ImageRemovePreview } from '../../../contract/model/image.ts';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { type EngineRequest, requestJson } from '../../docker/request.ts';
import { readState } from '../../live/summary.ts';
import type { ActivityRecorder } from '../activity.ts';

interface SaidImage {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Size?: number;
}

interface SaidContainer {
  readonly Id: string;
  readonly Names?: readonly string[] | null;
  readonly ImageID?: string;
  readonly State?: string;
}

type User = ImageRemovePreview['containers'][number];

/** `GET /images/{name}/json` and the containers that were made from it, stopped ones included. */
export async function previewRemoveImage(
  connection: Connection,
  reference: string,
  signal?: AbortSignal,
): Promise<ImageRemovePreview> {
  const image = await ask<SaidImage>(connection, reference, {
    method: 'GET',
    path: `/images/${encodeURI(reference)}/json`,
    signal,
  });
  const listed = await ask<readonly SaidContainer[]>(connection, reference, {
    method: 'GET',
    path: '/containers/json',
    query: { all: true, filters: JSON.stringify({ ancestor: [image.Id] }) },
    signal,
  });
  return {
    id: image.Id,
    sizeBytes: image.Size ?? 0,
    otherTags: (image.RepoTags ?? []).filter((tag) => tag !== reference && tag !== `${reference}:latest`),
    containers: listed
      .filter(({ ImageID }) => ImageID === image.Id) // an ancestor of others is not used by them itself
      .map(({ Id, Names, State }) => ({
        id: Id,
        name: (Names?.[0] ?? Id.slice(0, 12)).replace(/^\//, ''),
        state: readState(State),
      })),
  };
}

interface RemoveDeps {
  readonly activity: ActivityRecorder;
  readonly cliArgs: (context: string) => readonly string[];
}

/** `DELETE /images/{name}`: takes the name off, and removes the image with its last one. */
export function removeImage(
  { activity, cliArgs }: RemoveDeps,
  connection: Connection,
  reference: string,
  force: boolean,
): Promise<ImageRemoval> {
  const { context } = connection;
  const command = removeImageCommand(reference, force, cliArgs(context));
  return activity.record({ context, title: `Remove image ${reference}`, command }, async () => {
    try {
      const gone = await ask<readonly { readonly Untagged?: string; readonly Deleted?: string }[]>(
        connection,
        reference,
        {
          method: 'DELETE',
          path: `/images/${encodeURI(reference)}`,
          query: { force },
        },
      );
      return {
        untagged: gone.flatMap(({ Untagged }) => Untagged ?? []),
        deleted: gone.flatMap(({ Deleted }) => Deleted ?? []),
      };
    } catch (thrown) {
      throw await namingUsers(connection, reference, thrown);
    }
  });
}

/** The engine names one container, by a part of its id; the person knows them by their names, and wants all of them. */
async function namingUsers(connection: Connection, reference: string, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof AppFailure) || !/container/i.test(thrown.error.engineText ?? '')) return thrown;
  const preview = await previewRemoveImage(connection, reference).catch(() => undefined);
  const { containers = [] } = preview ?? {};
  if (containers.length === 0) return thrown;
  const { engineText } = thrown.error;
  return new AppFailure({
    code: 'conflict',
    message: `“${reference}” is used by ${containers.map(describe).join(', ')}.`,
    hint: containers.length === 1 ? 'Remove that container first.' : 'Remove those containers first.',
    ...(engineText !== undefined && { engineText }),
  });
}

const describe = ({ name, state }: User) => `the container “${name}” (${state})`;

async function ask<T>(connection: Connection, name: string, request: EngineRequest): Promise<T> {
  try {
    return await requestJson<T>(connection.docker, request);
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'image', name }, request.signal);
  }
}
