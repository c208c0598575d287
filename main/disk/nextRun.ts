import type { DiskRule } from '../../contract/model/disk.ts';

/**
 * When a rule runs by itself next: at its minute of the day, local time, first after it was saved and then every so many
 * days. In the past when the app was closed then: it is made up for once.
 */
export function nextRunAt({ schedule }: DiskRule, savedAt: number, lastRunAt: number | undefined): number | undefined {
  if (!schedule) return undefined;
  const after = lastRunAt ?? savedAt;
  const next = new Date(after);
  next.setHours(0, schedule.atMinute, 0, 0);
  if (lastRunAt !== undefined) next.setDate(next.getDate() + schedule.everyDays);
  // What ran late one day, after a closed lid, does not run twice the next.
  else if (next.getTime() <= after) next.setDate(next.getDate() + 1);
  return next.getTime();
}
