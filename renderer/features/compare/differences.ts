import type { Difference } from '../../../contract/model/imageFiles.ts';
import { plural, t } from './texts/index.ts';

const ORDER: readonly Difference[] = ['added', 'changed', 'removed', 'same'];

export const shownOf = <T extends { readonly difference: Difference }>(
  all: readonly T[],
  isOnlyDifferences: boolean,
) => (isOnlyDifferences ? all.filter(({ difference }) => difference !== 'same') : all);

/** `2 added, 1 changed, 30 the same`. */
export function countsOf(all: readonly { readonly difference: Difference }[]): string {
  const counts = ORDER.map(
    (difference) => [difference, all.filter((one) => one.difference === difference).length] as const,
  );
  const [only] = counts.filter(([, count]) => count > 0);
  if (only?.[0] === 'same' && only[1] === all.length)
    return plural(all.length, 'It is the same.', 'All {{count}} are the same.');
  return counts
    .filter(([, count]) => count > 0)
    .map(([difference, count]) => `${count} ${difference === 'same' ? t('the same') : difference}`)
    .join(', ');
}
