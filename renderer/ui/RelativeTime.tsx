import { formatAge, formatAgo, formatDateTime, formatDuration } from './format.ts';
import { useNow } from './now.ts';

interface RelativeTimeProps {
  /** Epoch ms. */
  readonly at: number;
  /** `age`: `3h`, for a column. `words`: `3 hours ago`. `duration`: `3 hours`. */
  readonly style?: 'age' | 'words' | 'duration';
}

export function RelativeTime({ at, style = 'words' }: RelativeTimeProps) {
  const text = useNow((now) => {
    const ms = Math.max(0, now - at);
    if (style === 'age') return formatAge(ms);
    return style === 'words' ? formatAgo(ms) : formatDuration(ms);
  });
  return (
    <time
      dateTime={new Date(at).toISOString()}
      // Not before somebody looks: a list has hundreds of them.
      onPointerEnter={({ currentTarget }) => (currentTarget.title = formatDateTime(at))}
    >
      {text}
    </time>
  );
}
