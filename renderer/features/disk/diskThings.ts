import type { DiskKind, DiskSelection, DiskUsage } from '../../../contract/model/disk.ts';
import { formatSize } from '../../ui/index.ts';

/** Something that takes space and can be removed by itself. */
export interface DiskThing {
  /** Kind and id. */
  readonly id: string;
  readonly kind: DiskKind;
  readonly ref: string;
  readonly name: string;
  /** Of it alone: what it shares with others is left out. */
  readonly sizeBytes: number;
  /** Who needs it; empty: nobody. */
  readonly users: readonly string[];
  readonly note: string;
}

export const KIND_WORDS: Readonly<Record<DiskKind, string>> = {
  image: 'Images',
  container: 'Containers and their logs',
  volume: 'Volumes',
  cache: 'Build cache',
};
export const KINDS: readonly DiskKind[] = ['image', 'container', 'volume', 'cache'];

/** All of it, the largest first. */
export function thingsOf({ images, containers, volumes, cache }: DiskUsage): readonly DiskThing[] {
  const things: DiskThing[] = [
    ...images.map(({ id, tags, ownBytes, sizeBytes, users }) =>
      thing('image', id, tags.join(', ') || id.slice(7, 19), ownBytes, {
        users: users.map(({ name }) => name),
        note: [
          ...(tags.length === 0 ? ['no name'] : []),
          ...(sizeBytes > ownBytes ? [`${formatSize(sizeBytes)} with the layers that it shares`] : []),
        ].join('; '),
      }),
    ),
    ...containers.map(({ id, name, state, writableBytes, logBytes }) =>
      thing('container', id, name, writableBytes + (logBytes ?? 0), {
        users: state === 'running' || state === 'paused' ? ['it runs'] : [],
        note:
          logBytes === undefined
            ? 'without its log, whose size cannot be seen from here'
            : `${formatSize(logBytes)} of it is its log`,
      }),
    ),
    ...volumes.map(({ name, sizeBytes, isAnonymous, users }) =>
      thing('volume', name, isAnonymous ? name.slice(0, 12) : name, sizeBytes ?? 0, {
        users,
        note: [
          ...(isAnonymous ? ['anonymous'] : []),
          ...(sizeBytes === undefined ? ['its driver does not say how large it is'] : []),
        ].join('; '),
      }),
    ),
    ...cache.map(({ id, description, sizeBytes, isInUse, isShared }) =>
      thing('cache', id, description.trim() || id, isShared ? 0 : sizeBytes, {
        users: isInUse ? ['a build'] : [],
        note: isShared ? `${formatSize(sizeBytes)} that an image has too` : '',
      }),
    ),
  ];
  return things.toSorted((a, b) => b.sizeBytes - a.sizeBytes);
}

const thing = (
  kind: DiskKind,
  ref: string,
  name: string,
  sizeBytes: number,
  rest: Pick<DiskThing, 'users' | 'note'>,
): DiskThing => ({ id: `${kind} ${ref}`, kind, ref, name, sizeBytes, ...rest });

/** An image is named by its id here: with it all its names go. */
export function selectionOf(things: readonly Pick<DiskThing, 'kind' | 'ref'>[]): DiskSelection {
  const of = (kind: DiskKind) => things.filter((one) => one.kind === kind).map(({ ref }) => ref);
  return {
    containerIds: of('container'),
    imageReferences: of('image'),
    volumeNames: of('volume'),
    cacheIds: of('cache'),
  };
}

/** What each kind takes, with what several share; in the order of the kinds. */
export function kindSizes(usage: DiskUsage, things: readonly DiskThing[]): readonly (readonly [DiskKind, number])[] {
  return KINDS.map((kind) => {
    const own = things.filter((one) => one.kind === kind).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return [kind, kind === 'image' ? own + usage.sharedLayerBytes : own] as const;
  });
}
