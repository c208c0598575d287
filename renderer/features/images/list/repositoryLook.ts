import { formatSize } from '../../../ui/index.ts';
import type { GroupLook } from '../../../ui/list/listTypes.ts';
import type { ImageRow } from './imageRows.ts';

/** A repository: how many names it has here, and what its images take. */
export const repositoryLook: GroupLook<ImageRow> = {
  noun: 'repository',
  titleOf: ({ key }) => (key === '' ? 'Without a name' : key),
  noteOf({ key, rows }) {
    const images = new Map(rows.map(({ image }) => [image.id, image.sizeBytes]));
    const size = formatSize([...images.values()].reduce((sum, bytes) => sum + bytes, 0));
    if (key === '') return `${rows.length} images · ${size}`;
    const shared = images.size === 1 ? ', 1 image' : `, ${images.size} images`;
    return `${rows.length} tags${images.size < rows.length ? shared : ''} · ${size}`;
  },
};
