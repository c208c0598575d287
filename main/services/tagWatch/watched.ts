import { readReference } from '../../../contract/model/imageReference.ts';
import type { Connection } from '../../docker/connection.ts';
import { usedTags } from '../containerUpdate/usersOfTag.ts';
import { askImage } from '../images/ask.ts';

/** A tag on the engine, with what it stood for in its registry when it was pulled. */
export interface LocalTag {
  readonly reference: string;
  readonly imageId: string;
  /** None for an image that was built or loaded: then there is nothing to compare. */
  readonly digests: readonly string[];
}

interface SaidImage {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
}

/** Those that were asked for, or all that containers use; what was never pulled is left out. */
export async function watchedTags(
  connection: Connection,
  chosen: readonly string[],
  signal?: AbortSignal,
): Promise<readonly LocalTag[]> {
  const request = { method: 'GET', path: '/images/json', signal } as const;
  const [images, used] = await Promise.all([
    askImage<readonly SaidImage[]>(connection, '', request),
    chosen.length > 0 ? new Set(chosen.map(normal)) : usedTags(connection, signal),
  ]);
  return images
    .flatMap(localTags)
    .filter(({ reference, digests }) => used.has(reference) && digests.length > 0)
    .toSorted((a, b) => a.reference.localeCompare(b.reference));
}

function localTags({ Id, RepoTags, RepoDigests }: SaidImage): readonly LocalTag[] {
  return (RepoTags ?? []).flatMap((tag) => {
    const read = readReference(tag);
    if (!read.ok) return [];
    const { familiar, repository } = read.reference;
    const prefix = `${repository}@`;
    const digests = (RepoDigests ?? []).filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
    return [{ reference: familiar, imageId: Id, digests }];
  });
}

function normal(name: string): string {
  const read = readReference(name);
  return read.ok ? read.reference.familiar : name;
}
