import type { DiskKind, DiskPlan, DiskRule, DiskRuleRun } from '../../../contract/model/disk.ts';
import { formatSize } from '../../ui/index.ts';
import { plural, t } from './texts/index.ts';

const COUNTED: Readonly<Record<DiskKind, (count: number) => string>> = {
  container: (count) => plural(count, '1 container', '{{count}} containers'),
  image: (count) => plural(count, '1 image', '{{count}} images'),
  volume: (count) => plural(count, '1 volume', '{{count}} volumes'),
  cache: (count) => plural(count, '1 record of the build cache', '{{count}} records of the build cache'),
};

/** “Frees 1.2 GB”, “Frees at least 3 MB”. */
export const freesText = ({ freedBytes, isFreedExact }: DiskPlan): string =>
  isFreedExact
    ? t('Frees {{freed}}', { freed: formatSize(freedBytes) })
    : t('Frees at least {{freed}}', { freed: formatSize(freedBytes) });

/** “2 containers, 1 image” */
export function countText(items: readonly { readonly kind: DiskKind }[]): string {
  const kinds: readonly DiskKind[] = ['container', 'image', 'volume', 'cache'];
  return kinds
    .map((kind) => ({ kind, count: items.filter((item) => item.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => COUNTED[kind](count))
    .join(', ');
}

/** What is to be known of a plan besides its list. */
export function planSentence(plan: DiskPlan): string {
  const { going, kept, heldByCacheBytes = 0 } = plan;
  const held =
    heldByCacheBytes > 0
      ? t(' {{heldByCache}} of the images’ layers stay in the build cache; choose its records too to free them.', {
          heldByCache: formatSize(heldByCacheBytes),
        })
      : '';
  const staying = kept.length > 0 ? t(' {{kept}} cannot go: the list says why.', { kept: countText(kept) }) : '';
  if (going.length === 0) return t('Nothing can go.{{staying}}', { staying });
  return t('{{going}}. {{plan}}, layers that are shared counted once.{{held}}{{staying}}', {
    going: countText(going),
    plan: freesText(plan),
    held,
    staying,
  });
}

/** “containers stopped for 7 days, dangling images” */
export function ruleText({ containers, images, volumes, cache }: DiskRule): string {
  return [
    ...(containers ? [stoppedText(containers.stoppedForHours)] : []),
    ...(images
      ? [
          images.all
            ? images.createdBeforeHours > 0
              ? t('unused images older than {{createdBeforeHours}}', {
                  createdBeforeHours: hoursText(images.createdBeforeHours),
                })
              : t('unused images')
            : images.createdBeforeHours > 0
              ? t('dangling images older than {{createdBeforeHours}}', {
                  createdBeforeHours: hoursText(images.createdBeforeHours),
                })
              : t('dangling images'),
        ]
      : []),
    ...(volumes ? [volumes.all ? t('unused volumes') : t('unused anonymous volumes')] : []),
    ...(cache
      ? [
          cache.keepBytes
            ? t('{{unused}} beyond {{keep}}', {
                unused: unusedCacheText(cache.unusedForHours),
                keep: formatSize(cache.keepBytes),
              })
            : unusedCacheText(cache.unusedForHours),
        ]
      : []),
  ].join(', ');
}

const stoppedText = (hours: number): string =>
  hours > 0 ? t('containers stopped for {{hours}}', { hours: hoursText(hours) }) : t('containers that do not run');

const unusedCacheText = (hours: number): string =>
  hours > 0 ? t('build cache unused for {{hours}}', { hours: hoursText(hours) }) : t('build cache that no build uses');

export function hoursText(hours: number): string {
  if (hours % 24 !== 0) return plural(hours, '1 hour', '{{count}} hours');
  return hours === 24 ? t('1 day') : t('{{hours}} days', { hours: hours / 24 });
}

/** “every day at 03:00” */
export function scheduleText({ schedule }: DiskRule): string {
  if (!schedule) return t('only when you run it');
  const { everyDays, atMinute } = schedule;
  const days =
    everyDays === 1 ? t('every day') : everyDays === 7 ? t('every week') : t('every {{everyDays}} days', { everyDays });
  return t('{{days}} at {{atMinute}}', { days, atMinute: timeText(atMinute) });
}

/** `03:05` */
export const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export function runText({ removed, freedBytes, problem }: DiskRuleRun): string {
  const things = plural(removed, '1 thing', '{{count}} things');
  const done =
    removed === 0
      ? t('Nothing was removed')
      : t('Removed {{things}}, freed {{freed}}', { things, freed: formatSize(freedBytes) });
  return problem === undefined ? `${done}.` : `${done}. ${problem}`;
}
