import type { DiskKind, DiskSelection, DiskUsage } from '../../../contract/model/disk.ts';
import { formatSize } from '../../ui/index.ts';
import { t } from './texts/index.ts';

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
  get image() {
    return t('Images');
  },
  get container() {
    return t('Containers and their logs');
  },
  get volume() {
    return t('Volumes');
  },
  get cache() {
    return t('Build cache');
  },
};
export const KINDS: readonly DiskKind[] = ['image', 'container', 'volume', 'cache'];

/** All of it, the largest first. */
export function thingsOf({ images, containers, volumes, cache }: DiskUsage): readonly DiskThing[] {
  const things: DiskThing[] = [
    ...images.map(({ id, tags, ownBytes, sizeBytes, users }) =>
      thing('image', id, tags.join(', ') || id.slice(7, 19), ownBytes, {
        users: users.map(({ name }) => name),
        note: [
          ...(tags.length === 0 ? [t('no name')] : []),
          ...(sizeBytes > ownBytes
            ? [t('{{size}} with the layers that it shares', { size: formatSize(sizeBytes) })]
            : []),
        ].join('; '),
      }),
    ),
    ...containers.map(({ id, name, state, writableBytes, logBytes }) =>
      thing('container', id, name, writableBytes + (logBytes ?? 0), {
        users: state === 'running' || state === 'paused' ? [t('it runs')] : [],
        note:
          logBytes === undefined
            ? t('without its log, whose size cannot be seen from here')
            : t('{{log}} of it is its log', { log: formatSize(logBytes) }),
      }),
    ),
    ...volumes.map(({ name, sizeBytes, isAnonymous, users }) =>
      thing('volume', name, isAnonymous ? name.slice(0, 12) : name, sizeBytes ?? 0, {
        users,
        note: [
          ...(isAnonymous ? ['anonymous'] : []),
          ...(sizeBytes === undefined ? [t('its driver does not say how large it is')] : []),
        ].join('; '),
      }),
    ),
    ...cache.map(({ id, description, sizeBytes, isInUse, isShared }) =>
      thing('cache', id, description.trim() || id, isShared ? 0 : sizeBytes, {
        users: isInUse ? [t('a build')] : [],
        note: isShared ? t('{{size}} that an image has too', { size: formatSize(sizeBytes) }) : '',
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
