import type { ImageHistory } from '../../../contract/model/imageFiles.ts';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';
import { entriesOf, guessEmpty } from '../../imageFiles/history.ts';
import { inspectImage } from '../../imageFiles/savedImage.ts';
import type { createSharedLayers } from '../../imageFiles/sharedLayers.ts';

interface SaidHistory {
  readonly Created?: number;
  readonly CreatedBy?: string;
  readonly Tags?: readonly string[] | null;
  readonly Size?: number;
  readonly Comment?: string;
}

/** `GET /images/{name}/history`, with the layers that `inspect` tells of and the images that share them. */
export async function history(
  connection: Connection,
  shared: ReturnType<typeof createSharedLayers>,
  image: string,
  signal: AbortSignal,
): Promise<ImageHistory> {
  const { Id, RootFS } = await inspectImage(connection, image, signal);
  const diffIds = RootFS?.Layers ?? [];
  const said = await ask(connection, Id, image, signal);
  const oldestFirst = said.toReversed().map(({ Created = 0, CreatedBy, Tags, Size, Comment }) => ({
    createdAt: Created * 1000,
    createdBy: CreatedBy ?? '',
    comment: Comment ?? '',
    tags: Tags ?? [],
    sizeBytes: Size ?? 0,
  }));
  return {
    imageId: Id,
    entries: entriesOf(
      guessEmpty(oldestFirst, diffIds.length),
      diffIds.map(() => 0),
    ),
    layers: await shared.layersOf(connection, Id, diffIds, signal),
  };
}

async function ask(connection: Connection, id: string, name: string, signal: AbortSignal) {
  try {
    const path = `/images/${encodeURI(id)}/history`;
    return await requestJson<readonly SaidHistory[]>(connection.docker, { method: 'GET', path, signal });
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'image', name }, signal);
  }
}
