import { formatSize } from '../../../ui/index.ts';
import type { GroupLook } from '../../../ui/list/listTypes.ts';
import type { ImageRow } from './imageRows.ts';
import { plural, t } from '../texts/index.ts';

/** A repository: how many names it has here, and what its images take. */
export const repositoryLook: GroupLook<ImageRow> = {
  get noun() {
    return t('repository');
  },
  titleOf: ({ key }) => (key === '' ? t('Without a name') : key),
  noteOf({ key, rows }) {
    const images = new Map(rows.map(({ image }) => [image.id, image.sizeBytes]));
    const size = formatSize([...images.values()].reduce((sum, bytes) => sum + bytes, 0));
    if (key === '') return t('{{rows}} images · {{size}}', { rows: rows.length, size });
    const shared = plural(images.size, ', 1 image', ', {{count}} images');
    return t('{{rows}} tags{{how}} · {{size}}', {
      rows: rows.length,
      how: images.size < rows.length ? shared : '',
      size,
    });
  },
};
