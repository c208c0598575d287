import type { DiskKind, DiskPlan, DiskRule, DiskRuleRun } from '../../../contract/model/disk.ts';
import { formatSize } from '../../ui/index.ts';

const ONE: Readonly<Record<DiskKind, string>> = {
  container: 'container',
  image: 'image',
  volume: 'volume',
  cache: 'record of the build cache',
};
const MANY: Readonly<Record<DiskKind, string>> = {
  container: 'containers',
  image: 'images',
  volume: 'volumes',
  cache: 'records of the build cache',
};

/** “Frees 1.2 GB”, “Frees at least 3 MB”. */
export const freesText = ({ freedBytes, isFreedExact }: DiskPlan): string =>
  `Frees ${isFreedExact ? '' : 'at least '}${formatSize(freedBytes)}`;

/** “2 containers, 1 image” */
export function countText(items: readonly { readonly kind: DiskKind }[]): string {
  const kinds: readonly DiskKind[] = ['container', 'image', 'volume', 'cache'];
  return kinds
    .map((kind) => ({ kind, count: items.filter((item) => item.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${count === 1 ? ONE[kind] : MANY[kind]}`)
    .join(', ');
}

/** What is to be known of a plan besides its list. */
export function planSentence(plan: DiskPlan): string {
  const { going, kept, heldByCacheBytes = 0 } = plan;
  const held =
    heldByCacheBytes > 0
      ? ` ${formatSize(heldByCacheBytes)} of the images’ layers stay in the build cache; choose its records too to free them.`
      : '';
  const staying = kept.length > 0 ? ` ${countText(kept)} cannot go: the list says why.` : '';
  if (going.length === 0) return `Nothing can go.${staying}`;
  return `${countText(going)}. ${freesText(plan)}, layers that are shared counted once.${held}${staying}`;
}

/** “containers stopped for 7 days, dangling images” */
export function ruleText({ containers, images, volumes, cache }: DiskRule): string {
  return [
    ...(containers ? [`containers ${ageText('stopped', containers.stoppedForHours)}`] : []),
    ...(images
      ? [
          `${images.all ? 'unused' : 'dangling'} images${images.createdBeforeHours > 0 ? ` older than ${hoursText(images.createdBeforeHours)}` : ''}`,
        ]
      : []),
    ...(volumes ? [volumes.all ? 'unused volumes' : 'unused anonymous volumes'] : []),
    ...(cache
      ? [
          `build cache ${ageText('unused', cache.unusedForHours)}${cache.keepBytes ? ` beyond ${formatSize(cache.keepBytes)}` : ''}`,
        ]
      : []),
  ].join(', ');
}

const ageText = (word: string, hours: number): string =>
  hours > 0 ? `${word} for ${hoursText(hours)}` : word === 'stopped' ? 'that do not run' : 'that no build uses';

export function hoursText(hours: number): string {
  if (hours % 24 !== 0) return hours === 1 ? '1 hour' : `${hours} hours`;
  return hours === 24 ? '1 day' : `${hours / 24} days`;
}

/** “every day at 03:00” */
export function scheduleText({ schedule }: DiskRule): string {
  if (!schedule) return 'only when you run it';
  const { everyDays, atMinute } = schedule;
  const days = everyDays === 1 ? 'every day' : everyDays === 7 ? 'every week' : `every ${everyDays} days`;
  return `${days} at ${timeText(atMinute)}`;
}

/** `03:05` */
export const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export function runText({ removed, freedBytes, problem }: DiskRuleRun): string {
  const things = removed === 1 ? '1 thing' : `${removed} things`;
  const done = removed === 0 ? 'Nothing was removed' : `Removed ${things}, freed ${formatSize(freedBytes)}`;
  return problem === undefined ? `${done}.` : `${done}. ${problem}`;
}
