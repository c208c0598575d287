import type { Job } from '../../../contract/model/job.ts';

/** From 0 to 1; undefined while the whole is not known. */
export function progressOf({ kind, doneBytes, totalBytes, items }: Job): number | undefined {
  if ((kind === 'apply' || kind === 'build') && items.length > 0)
    return items.filter(({ isDone }) => isDone).length / items.length;
  if (doneBytes !== undefined && totalBytes !== undefined && totalBytes > 0) return Math.min(1, doneBytes / totalBytes);
  const sized = items.filter((item) => item.totalBytes !== undefined && item.totalBytes > 0);
  if (sized.length === 0 || sized.length < items.length) return undefined;
  const done = sized.reduce((sum, item) => sum + (item.isDone ? (item.totalBytes ?? 0) : (item.doneBytes ?? 0)), 0);
  return Math.min(1, done / sized.reduce((sum, item) => sum + (item.totalBytes ?? 0), 0));
}
