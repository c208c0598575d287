import { CommandLine, formatNumber } from '../../ui/index.ts';
import type { LogSnapshot } from './session/logSession.ts';
import styles from './logs.module.css';
import { plural, t } from './texts/index.ts';

interface LogFooterProps {
  readonly snapshot: LogSnapshot;
  readonly isStuck: boolean;
  /** That reads the same. */
  readonly command?: string;
  /** Nothing more will come. */
  readonly isEnded?: boolean;
}

const linesText = (count: number) => plural(count, '{{lines}} line', '{{lines}} lines', { lines: formatNumber(count) });

/** What is held, what is shown of it, and whether more comes. */
export function LogFooter({ snapshot, isStuck, command, isEnded = false }: LogFooterProps) {
  const { phase, isPaused, lineCount, shownCount, droppedCount } = snapshot;
  const doing = isPaused
    ? t('Paused. Nothing is read from the engine meanwhile.')
    : phase === 'reading'
      ? t('Reading…')
      : phase === 'failed'
        ? t('Stopped')
        : isEnded
          ? t('Complete')
          : isStuck
            ? t('Following')
            : t('Live');
  return (
    <footer className={styles.footer}>
      <span className={styles.live} data-on={(!isPaused && !isEnded && phase === 'live') || undefined}>
        {doing}
      </span>
      {command === undefined ? (
        <span />
      ) : (
        <CommandLine isCompact command={command} label={t('The same on the command line')} />
      )}
      <span>
        {shownCount === lineCount
          ? linesText(lineCount)
          : t('{{shownCount}} of {{counted}}', {
              shownCount: formatNumber(shownCount),
              counted: linesText(lineCount),
            })}
        {droppedCount > 0 &&
          t(', {{droppedCount}} older ones not held any more', { droppedCount: formatNumber(droppedCount) })}
      </span>
    </footer>
  );
}
