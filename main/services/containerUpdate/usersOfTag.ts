import { readReference } from '../../../contract/model/imageReference.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask } from '../containers/ask.ts';
import { inspectMade, type MadeContainer } from '../../recreate/made.ts';

interface Listed {
  readonly Id: string;
  /** The name that the container was made with; an id once that name is another image’s. */
  readonly Image?: string;
}

/** The containers that were made from a name of an image, whatever it stood for then, stopped ones too. */
export async function usersOfTag(
  connection: Connection,
  reference: string,
  signal?: AbortSignal,
): Promise<readonly MadeContainer[]> {
  const listed = await listContainers(connection, signal);
  const wanted = familiar(reference);
  const perhaps = listed.filter(({ Image = '' }) => isId(Image) || familiar(Image) === wanted);
  const made = await Promise.all(perhaps.map(({ Id }) => inspectMade(connection, Id, signal)));
  return made.filter(({ Config }) => familiar(Config.Image) === wanted);
}

/** The names of images that containers were made with. */
export async function usedTags(connection: Connection, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const listed = await listContainers(connection, signal);
  const names = await Promise.all(
    listed.map(async ({ Id, Image = '' }) =>
      isId(Image) ? (await inspectMade(connection, Id, signal)).Config.Image : Image,
    ),
  );
  return new Set(names.flatMap((name) => familiar(name) ?? []));
}

const listContainers = (connection: Connection, signal?: AbortSignal): Promise<readonly Listed[]> =>
  ask(connection, { method: 'GET', path: '/containers/json', query: { all: true }, signal });

const isId = (image: string): boolean => /^(?:sha256:)?[0-9a-f]{12,64}$/.test(image);

/** Undefined for an id, and for a digest: that never changes. */
function familiar(name: string): string | undefined {
  if (isId(name)) return undefined;
  const read = readReference(name);
  return read.ok && read.reference.digest === undefined ? read.reference.familiar : undefined;
}
