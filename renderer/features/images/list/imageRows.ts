import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { ImageSummary } from '../../../../contract/model/image.ts';
import { compareText } from '../../../ui/compareText.ts';
import { shortId, splitName } from '../text/reference.ts';

export type ImageUser = Pick<ContainerSummary, 'id' | 'name' | 'state'>;

/** A name of an image; an image without one has one row all the same. */
export interface ImageRow {
  /** The name, or the id: it stays when the name moves to another image. */
  readonly id: string;
  readonly image: ImageSummary;
  /** What commands are told: the same as `id`. */
  readonly reference: string;
  readonly label: string;
  /** Empty for a dangling image. */
  readonly repository: string;
  readonly tag: string;
  /** Made from it, whichever of its names they were made by. */
  readonly users: readonly ImageUser[];
  /** It stands under the heading of its repository. */
  readonly isIndented?: boolean;
}

const NOBODY: readonly ImageUser[] = [];

interface Made {
  readonly users: readonly ImageUser[];
  readonly rows: readonly ImageRow[];
}

/** Makes the rows of a list; those whose image and containers are as before stay the same objects. */
export function createRowMaker(): (
  images: readonly ImageSummary[],
  containers: readonly ContainerSummary[],
) => readonly ImageRow[] {
  const made = new WeakMap<ImageSummary, Made>();
  return (images, containers) => {
    const users = new Map<string, ImageUser[]>();
    for (const { id, name, state, imageId } of containers) {
      const others = users.get(imageId);
      if (others) others.push({ id, name, state });
      else users.set(imageId, [{ id, name, state }]);
    }
    const parents = new Set(images.map(({ parentId }) => parentId));
    return images.flatMap((image) => {
      if (isBetweenLayers(image, parents)) return [];
      const its = users.get(image.id) ?? NOBODY;
      const before = made.get(image);
      if (before && isSame(before.users, its)) return before.rows;
      const rows = rowsOf(image, its);
      made.set(image, { users: its, rows });
      return rows;
    });
  };
}

/** Made by a build without BuildKit on its way to another, and shown by no `docker image ls`. */
const isBetweenLayers = ({ id, tags, digests }: ImageSummary, parents: ReadonlySet<string | undefined>): boolean =>
  tags.length === 0 && digests.length === 0 && parents.has(id);

function rowsOf(image: ImageSummary, users: readonly ImageUser[]): readonly ImageRow[] {
  if (image.tags.length > 0) {
    return image.tags.map((tag) => ({ id: tag, image, reference: tag, label: tag, ...splitName(tag), users }));
  }
  // One that was pulled by its digest has a repository, and no tag.
  const [repository = ''] = (image.digests[0] ?? '').split('@');
  const label = repository === '' ? shortId(image.id) : `${repository}@${shortId(image.id)}`;
  return [{ id: image.id, image, reference: image.id, label, repository, tag: '', users }];
}

const isSame = (a: readonly ImageUser[], b: readonly ImageUser[]): boolean =>
  a.length === b.length &&
  a.every(({ id, name, state }, index) => {
    const other = b[index];
    return other?.id === id && other.name === name && other.state === state;
  });

export const labelOf = ({ label }: ImageRow): string => label;
export const byLabel = (a: ImageRow, b: ImageRow): number => compareText(a.label, b.label);
export const isDangling = ({ image }: ImageRow): boolean => image.tags.length === 0;
export const isUnused = ({ users }: ImageRow): boolean => users.length === 0;
