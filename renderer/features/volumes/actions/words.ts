import type { PlannedVolumeRemoval } from '../../../../contract/model/volume.ts';
import { formatDateTime, formatSize } from '../../../ui/index.ts';
import { countedRows, type ListWords } from '../../../ui/list/listTypes.ts';
import { stateWord } from '../../containers/index.ts';
import { plural, t } from '../texts/index.ts';

export const VOLUME_WORDS: ListWords = {
  get title() {
    return t('Volumes');
  },
  get one() {
    return t('volume');
  },
  get many() {
    return t('volumes');
  },
  counted: (count) => plural(count, '1 volume', '{{count}} volumes'),
};

export const counted = (count: number): string => countedRows(VOLUME_WORDS, count);

/** What goes with one volume, or what keeps it, for a line of a list. */
export function removalText({ users, size, isAnonymous, origin, driver }: PlannedVolumeRemoval): string {
  if (users.length > 0) {
    return plural(users.length, 'stays: {{users}} has it', 'stays: {{users}} have it', {
      users: users.map(({ name, state }) => `${name} (${stateWord({ state })})`).join(', '),
    });
  }
  return [
    size && t('{{size}} on {{datetime}}', { size: formatSize(size.sizeBytes), datetime: formatDateTime(size.at) }),
    isAnonymous &&
      (origin
        ? t('was {{destination}} of {{container}} ({{image}})', {
            destination: origin.destination,
            container: origin.container,
            image: origin.image,
          })
        : t('anonymous')),
    driver !== 'local' && t('driver {{driver}}', { driver }),
  ]
    .filter(Boolean)
    .join(' · ');
}
