import type { ImageRemovalPlan, PlannedImageRemoval } from '../../../../contract/model/image.ts';
import { formatSize } from '../../../ui/index.ts';
import { countedRows, type ListWords } from '../../../ui/list/listTypes.ts';
import { shortId } from '../text/reference.ts';
import { plural, t } from '../texts/index.ts';

export const IMAGE_WORDS: ListWords = {
  get title() {
    return t('Images');
  },
  get one() {
    return t('image');
  },
  get many() {
    return t('images');
  },
  counted: (count) => plural(count, '1 image', '{{count}} images'),
};

export const counted = (count: number): string => countedRows(IMAGE_WORDS, count);

/** What becomes of one image, for a line of a list. */
export function outcomeText({ outcome, keptTags, childIds, sizeBytes }: PlannedImageRemoval): string {
  if (outcome === 'removed') return formatSize(sizeBytes);
  if (outcome === 'blocked') return t('stays: containers use it');
  if (keptTags.length > 0) return t('stays as {{keptTags}}', { keptTags: keptTags.join(', ') });
  const children = childIds.map(shortId).join(', ');
  return plural(
    childIds.length,
    'loses its name; its layers stay for the image made from it ({{children}})',
    'loses its name; its layers stay for the images made from it ({{children}})',
    { children },
  );
}

/** “Frees 1.2 GB”, with the reason where it is less than the sizes say. */
export function freedText({ images, freedBytes, isFreedExact, heldBytes = 0 }: ImageRemovalPlan): string {
  const gone = images.filter(({ outcome }) => outcome === 'removed');
  if (gone.length === 0) return t('No image goes, so nothing is freed.');
  const total = gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const freed = isFreedExact
    ? plural(freedBytes, '{{freed}} is freed', '{{freed}} are freed', { freed: formatSize(freedBytes) })
    : plural(freedBytes, 'At least {{freed}} is freed', 'At least {{freed}} are freed', {
        freed: formatSize(freedBytes),
      });
  const held = heldBytes > 0 ? t(' {{held}} stay in the build cache.', { held: formatSize(heldBytes) }) : '';
  const isShared = total - freedBytes - heldBytes > total / 100;
  return isShared
    ? t('{{freed}}; other images need the rest of the layers.{{held}}', { freed, held })
    : `${freed}.${held}`;
}

/** A label that tells names and ids apart. */
export const referenceText = (reference: string): string =>
  /^sha256:[0-9a-f]{64}$/.test(reference) ? shortId(reference) : reference;
