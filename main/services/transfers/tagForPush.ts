import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import type { ImageReference } from '../../docker/reference.ts';
import { askImage } from '../images/ask.ts';

export interface SaidImage {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
}

/** What takes a name back that was made for a push. Gives words for what it did. */
export type UndoTag = () => Promise<string>;

/** `GET /images/{name}/json`; undefined where there is none. */
export async function findImage(
  connection: Connection,
  name: string,
  signal?: AbortSignal,
): Promise<SaidImage | undefined> {
  try {
    return await askImage<SaidImage>(connection, name, {
      method: 'GET',
      path: `/images/${encodeURI(name)}/json`,
      signal,
    });
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.error.code === 'not-found') return undefined;
    throw thrown;
  }
}

/**
 * Gives the image the name (`POST /images/{name}/tag`), unless it has it. What comes back takes the name away again, or
 * gives it back to the image that had it; undefined where nothing was done.
 */
export async function tagForPush(
  connection: Connection,
  source: string,
  target: ImageReference,
  signal: AbortSignal,
): Promise<UndoTag | undefined> {
  const [image, before] = await Promise.all([
    findImage(connection, source, signal),
    findImage(connection, target.familiar, signal),
  ]);
  if (!image) {
    throw new AppFailure({
      code: 'not-found',
      message: `The image “${source}” is not on this engine.`,
      hint: 'It may have been removed meanwhile.',
    });
  }
  if (before?.Id === image.Id) return undefined;
  signal.throwIfAborted();
  const give = (id: string) => tag(connection, id, target);
  await give(image.Id);
  return async () => {
    if (before) {
      await give(before.Id);
      return `The name ${target.familiar} is the other image’s again.`;
    }
    const now = await findImage(connection, target.familiar);
    if (now?.Id !== image.Id) return `The name ${target.familiar} was changed meanwhile, and is left.`;
    // Taking its last name off would remove the image itself.
    if ((now.RepoTags ?? []).length <= 1) return `The image keeps its new name ${target.familiar}: it has no other.`;
    await askImage(connection, target.familiar, { method: 'DELETE', path: `/images/${encodeURI(target.familiar)}` });
    return `The new name ${target.familiar} was taken away again.`;
  };
}

/** Not to be cancelled half way: a name that nobody knows of would stay. */
async function tag(
  connection: Connection,
  id: string,
  { repository, tag: name, familiar }: ImageReference,
): Promise<void> {
  await askImage(connection, familiar, {
    method: 'POST',
    path: `/images/${id}/tag`,
    query: { repo: repository, tag: name },
  });
}
