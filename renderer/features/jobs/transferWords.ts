import type { Job } from '../../../contract/model/job.ts';
import { t } from './texts/index.ts';

/** Longer than that nobody believes it. */
const MAX_LEFT_SECONDS = 24 * 3600;

/** How much of how much, how fast, and how long it still takes; nothing of a job that moves no bytes. */
export function transferWords(job: Job, formatSize: (bytes: number) => string): string {
  const { state, doneBytes, totalBytes, bytesPerSecond } = job;
  if (state !== 'running' || doneBytes === undefined || (doneBytes === 0 && !totalBytes)) return '';
  const amount =
    totalBytes === undefined
      ? formatSize(doneBytes)
      : t('{{done}} of {{total}}', { done: formatSize(doneBytes), total: formatSize(totalBytes) });
  const isMoving = totalBytes === undefined || doneBytes < totalBytes;
  const speed = isMoving && bytesPerSecond !== undefined ? `${formatSize(bytesPerSecond)}/s` : '';
  return [amount, speed, isMoving ? leftWords(job) : ''].filter(Boolean).join(' · ');
}

function leftWords({ doneBytes = 0, totalBytes, bytesPerSecond }: Job): string {
  if (totalBytes === undefined || bytesPerSecond === undefined) return '';
  if (bytesPerSecond === 0) return t('nothing comes at the moment');
  const seconds = Math.ceil((totalBytes - doneBytes) / bytesPerSecond);
  if (seconds > MAX_LEFT_SECONDS) return '';
  if (seconds < 60) return t('{{seconds}} s left', { seconds });
  if (seconds < 3600) return t('{{seconds}} min left', { seconds: Math.ceil(seconds / 60) });
  return t('{{seconds}} h {{seconds2}} min left', {
    seconds: Math.floor(seconds / 3600),
    seconds2: Math.ceil((seconds % 3600) / 60),
  });
}
