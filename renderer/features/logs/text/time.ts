import { t } from '../texts/index.ts';

export type TimeStyle = 'none' | 'local' | 'utc' | 'relative';

const two = (value: number) => String(value).padStart(2, '0');
const three = (value: number) => String(value).padStart(3, '0');

/** A line's time for its column. `now` and `time` are epoch ms; a line without a time has an empty column. */
export function formatLogTime(time: number, style: TimeStyle, now: number): string {
  if (!Number.isFinite(time) || style === 'none') return '';
  if (style === 'utc') return new Date(time).toISOString();
  if (style === 'relative') return relative(now - time);
  const date = new Date(time);
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ` +
    `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${three(date.getMilliseconds())}`
  );
}

function relative(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return t('{{seconds}}s ago', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('{{minutes}}m {{seconds}}s ago', { minutes, seconds: two(seconds % 60) });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('{{hours}}h {{minutes}}m ago', { hours, minutes: two(minutes % 60) });
  return t('{{hours}}d {{hours2}}h ago', { hours: Math.floor(hours / 24), hours2: two(hours % 24) });
}
