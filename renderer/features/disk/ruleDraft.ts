import { DiskRule } from '../../../contract/model/disk.ts';
import { t } from './texts/index.ts';

/** What the fields of the rule’s form hold. */
export interface RuleDraft {
  readonly name: string;
  readonly containers: boolean;
  readonly stoppedForHours: number;
  readonly images: 'none' | 'dangling' | 'unused';
  readonly createdBeforeHours: number;
  readonly volumes: 'none' | 'anonymous' | 'all';
  readonly cache: boolean;
  readonly unusedForHours: number;
  readonly everyDays: number;
  readonly time: string;
}

const DAY = 24;

export const EMPTY_DRAFT: RuleDraft = {
  name: '',
  containers: true,
  stoppedForHours: 7 * DAY,
  images: 'dangling',
  createdBeforeHours: 0,
  volumes: 'none',
  cache: false,
  unusedForHours: 30 * DAY,
  everyDays: 0,
  time: '03:00',
};

export const toDraft = ({ name, containers, images, volumes, cache, schedule }: DiskRule): RuleDraft => ({
  name,
  containers: containers !== undefined,
  stoppedForHours: containers?.stoppedForHours ?? EMPTY_DRAFT.stoppedForHours,
  images: images ? (images.all ? 'unused' : 'dangling') : 'none',
  createdBeforeHours: images?.createdBeforeHours ?? 0,
  volumes: volumes ? (volumes.all ? 'all' : 'anonymous') : 'none',
  cache: cache !== undefined,
  unusedForHours: cache?.unusedForHours ?? EMPTY_DRAFT.unusedForHours,
  everyDays: schedule?.everyDays ?? 0,
  time: schedule ? clock(schedule.atMinute) : EMPTY_DRAFT.time,
});

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export type ReadRule =
  | { readonly rule: DiskRule }
  /** By field; `form`: what is wrong with the whole. */
  | { readonly errors: Readonly<Record<string, string>> };

/** The rule that the form says, or what is wrong beside each field. What the form does not show stays as it was. */
export function readRule(draft: RuleDraft, context: string, id: string, before: DiskRule | undefined): ReadRule {
  const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(draft.time.trim());
  if (draft.everyDays > 0 && !time) return { errors: { time: t('Write a time of the day, such as 03:00.') } };
  const keepBytes = before?.cache?.keepBytes;
  const parsed = DiskRule.safeParse({
    id,
    name: draft.name,
    context,
    ...(draft.containers && { containers: { stoppedForHours: draft.stoppedForHours } }),
    ...(draft.images !== 'none' && {
      images: { all: draft.images === 'unused', createdBeforeHours: draft.createdBeforeHours },
    }),
    ...(draft.volumes !== 'none' && { volumes: { all: draft.volumes === 'all' } }),
    ...(draft.cache && {
      cache: { unusedForHours: draft.unusedForHours, ...(keepBytes !== undefined && { keepBytes }) },
    }),
    ...(draft.everyDays > 0 &&
      time && { schedule: { everyDays: draft.everyDays, atMinute: Number(time[1]) * 60 + Number(time[2]) } }),
  });
  if (parsed.success) return { rule: parsed.data };
  return {
    errors: Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0] ?? 'form'), message])),
  };
}
