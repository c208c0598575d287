import { compareText } from '../../../ui/compareText.ts';
import type { Grouping } from '../../../ui/list/listItems.ts';
import type { GroupLook } from '../../../ui/list/listTypes.ts';
import { isUnused, type VolumeRow } from './volumeRows.ts';
import { plural, t } from '../texts/index.ts';

export type VolumeScope = 'all' | 'used' | 'unused' | 'anonymous';

export const SCOPES: readonly (readonly [VolumeScope, label: () => string])[] = [
  ['all', () => t('All')],
  ['used', () => t('In use')],
  ['unused', () => t('Unused')],
  ['anonymous', () => t('Anonymous')],
];

export const isInScope: Record<VolumeScope, (row: VolumeRow) => boolean> = {
  all: () => true,
  used: (row) => !isUnused(row),
  unused: isUnused,
  anonymous: ({ volume }) => volume.isAnonymous,
};

/** No stack has such a name: they begin with a letter or a digit. */
const USED = '~used';
const UNUSED = '~unused';

export const GROUP_TITLES: Readonly<Record<string, string>> = {
  get [USED]() {
    return t('In use');
  },
  get [UNUSED]() {
    return t('Unused');
  },
};

/** The volumes of a stack stand together; then those that containers have, and those that none has. */
export const byStack: Grouping<VolumeRow> = {
  keyOf: (row) => row.stack ?? (isUnused(row) ? UNUSED : USED),
  compare: (a, b) => rank(a) - rank(b) || compareText(a, b),
  hasHeading: (_rows, groups) => groups.size > 1,
};

/** Stacks first. */
const rank = (key: string): number => [USED, UNUSED].indexOf(key);

export const stackLook: GroupLook<VolumeRow> = {
  get noun() {
    return t('stack');
  },
  titleOf: ({ key }) => GROUP_TITLES[key] ?? key,
  noteOf: ({ rows }) => plural(rows.length, '1 volume', '{{count}} volumes'),
};
