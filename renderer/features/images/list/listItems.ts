import type { Grouping } from '../../../ui/list/listItems.ts';
import { type ImageRow, isDangling, isUnused } from './imageRows.ts';
import { t } from '../texts/index.ts';

export type ImageScope = 'all' | 'used' | 'unused' | 'dangling';

export const SCOPES: readonly (readonly [ImageScope, label: () => string])[] = [
  ['all', () => t('All')],
  ['used', () => t('In use')],
  ['unused', () => t('Unused')],
  ['dangling', () => t('Dangling')],
];

export const isInScope: Record<ImageScope, (row: ImageRow) => boolean> = {
  all: () => true,
  used: (row) => !isUnused(row),
  unused: isUnused,
  dangling: isDangling,
};

const underHeading = new WeakMap<ImageRow, ImageRow>();

/** The names of one repository stand together, in the order of the best of each; the key is empty for images without a name. */
export const byRepository: Grouping<ImageRow> = {
  keyOf: ({ repository }) => repository,
  // A repository of one name needs none.
  hasHeading: ({ length }) => length > 1,
  underHeading(row) {
    const known = underHeading.get(row) ?? { ...row, isIndented: true };
    underHeading.set(row, known);
    return known;
  },
};
