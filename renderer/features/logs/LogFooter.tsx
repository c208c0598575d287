import { CommandLine } from '../../ui/index.ts';
import type { LogSnapshot } from './session/logSession.ts';
import styles from './logs.module.css';

interface LogFooterProps {
  readonly snapshot: LogSnapshot;
  readonly isStuck: boolean;
  /** That reads the same. */
  readonly command?: string;
  /** Nothing more will come. */
  readonly isEnded?: boolean;
}

const counted = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** What is held, what is shown of it, and whether more comes. */
export function LogFooter({ snapshot, isStuck, command, isEnded = false }: LogFooterProps) {
  const { phase, isPaused, lineCount, shownCount, droppedCount } = snapshot;
  const doing = isPaused
    ? 'Paused. Nothing is read from the engine meanwhile.'
    : phase === 'reading'
      ? 'Reading…'
      : phase === 'failed'
        ? 'Stopped'
        : isEnded
          ? 'Complete'
          : isStuck
            ? 'Following'
            : 'Live';
  return (
    <footer className={styles.footer}>
      <span className={styles.live} data-on={(!isPaused && !isEnded && phase === 'live') || undefined}>
        {doing}
      </span>
      {command === undefined ? (
        <span />
      ) : (
        <CommandLine isCompact command={command} label="The same on the command line" />
      )}
      <span>
        {shownCount === lineCount
          ? counted(lineCount, 'line')
          : `${shownCount.toLocaleString('en')} of ${counted(lineCount, 'line')}`}
        {droppedCount > 0 && `, ${droppedCount.toLocaleString('en')} older ones not held any more`}
      </span>
    </footer>
  );
}
