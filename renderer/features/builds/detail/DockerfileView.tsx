import { useEffect, useRef } from 'react';
import styles from './Detail.module.css';
import { t } from '../texts/index.ts';

interface DockerfileViewProps {
  readonly text: string;
  /** Its accessible name. */
  readonly label: string;
  /** The line that failed, from 1. */
  readonly failedLine?: number;
  /** Lines that BuildKit warns of, and why. */
  readonly warnings?: ReadonlyMap<number, string>;
  /** Only these lines, from and to, both in it. */
  readonly range?: readonly [number, number];
  /** Takes the height that is there. */
  readonly isWhole?: boolean;
}

/** A Dockerfile to read, with the line that failed. */
export function DockerfileView({ text, label, failedLine, warnings, range, isWhole = false }: DockerfileViewProps) {
  const root = useRef<HTMLElement>(null);
  const lines = text.replace(/\n$/, '').split('\n');
  const [from, to] = range ?? [1, lines.length];
  useEffect(() => {
    root.current?.querySelector('[data-failed]')?.scrollIntoView({ block: 'center' });
  }, [failedLine, text]);
  return (
    <section
      ref={root}
      className={styles.dockerfile}
      data-whole={isWhole || undefined}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {lines.slice(from - 1, to).map((line, index) => {
        const number = from + index;
        const warning = warnings?.get(number);
        const isFailed = number === failedLine;
        return (
          <div
            key={number}
            className={styles.line}
            data-failed={isFailed || undefined}
            data-warning={warning !== undefined || undefined}
            title={warning}
          >
            <span className={styles.number}>{number}</span>
            <code>{isFailed ? <mark>{line || ' '}</mark> : line || ' '}</code>
            {isFailed && <span className="g-visually-hidden"> {t('(failed here)')}</span>}
          </div>
        );
      })}
    </section>
  );
}
