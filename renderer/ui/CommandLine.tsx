import { useLayoutEffect, useRef, useState } from 'react';
import { CopyButton } from './CopyButton.tsx';
import styles from './CommandLine.module.css';
import { t } from './texts/index.ts';

interface CommandLineProps {
  /** The docker command; line breaks are kept. */
  readonly command: string;
  /** What is shown in its place: without its secrets. What is copied has them. */
  readonly shown?: string;
  /** Its accessible name. */
  readonly label?: string;
  /** One quiet line, for the edge of a view; of several commands the first is shown and all are copied. */
  readonly isCompact?: boolean;
  /** What is to be in a file: nobody is to type it. */
  readonly isFile?: boolean;
}

/** The command that does the same, to read and to copy. */
export function CommandLine({
  command,
  shown = command,
  label = t('Docker command'),
  isCompact = false,
  isFile = false,
}: CommandLineProps) {
  const [first = '', ...others] = shown.split('\n');
  const text = useRef<HTMLElement>(null);
  const [isScrolling, setScrolling] = useState(false);
  useLayoutEffect(() => {
    const { scrollHeight = 0, clientHeight = 0 } = text.current ?? {};
    setScrolling(scrollHeight > clientHeight);
  }, [shown]);
  return (
    <figure
      className={styles.line}
      aria-label={label}
      data-compact={isCompact || undefined}
      data-file={isFile || undefined}
    >
      <code
        ref={text}
        className={styles.text}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={isScrolling && !isCompact ? 0 : undefined}
        title={isCompact ? shown : undefined}
      >
        {isCompact ? first : shown}
      </code>
      {isCompact && others.length > 0 && <span className={styles.others}>+{others.length}</span>}
      <CopyButton
        text={command}
        label={
          isFile ? t('Copy the text') : isCompact && others.length > 0 ? t('Copy the commands') : t('Copy the command')
        }
      />
    </figure>
  );
}
