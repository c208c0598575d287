import type { PlannedVolumeRemoval } from '../../../../contract/model/volume.ts';
import { formatDateTime, formatSize } from '../../../ui/index.ts';
import { countedRows, type ListWords } from '../../../ui/list/listTypes.ts';

export const VOLUME_WORDS: ListWords = { title: 'Volumes', one: 'volume', many: 'volumes' };

export const counted = (count: number): string => countedRows(VOLUME_WORDS, count);

/** What goes with one volume, or what keeps it, for a line of a list. */
export function removalText({ users, size, isAnonymous, origin, driver }: PlannedVolumeRemoval): string {
  if (users.length > 0) {
    return `stays: ${users.map(({ name, state }) => `${name} (${state})`).join(', ')} ${users.length === 1 ? 'has' : 'have'} it`;
  }
  return [
    size && `${formatSize(size.sizeBytes)} on ${formatDateTime(size.at)}`,
    isAnonymous && (origin ? `was ${origin.destination} of ${origin.container} (${origin.image})` : 'anonymous'),
    driver !== 'local' && `driver ${driver}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
