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
  if (seconds < 60) return `${seconds}s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${two(seconds % 60)}s ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}h ${two(minutes % 60)}m ago`;
  return `${Math.floor(hours / 24)}d ${two(hours % 24)}h ago`;
}
