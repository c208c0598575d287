import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import styles from '../Run.module.css';
import { plural, t } from '../../texts/index.ts';

interface SectionProps {
  readonly title: string;
  /** What is set in it. */
  readonly summary: readonly string[];
  readonly problemCount: number;
  /** Something in it should be made on purpose only. */
  readonly isDangerous: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** Made when it is opened. */
  readonly children: () => ReactNode;
}

/** A part of the form that says what is set in it without being opened. */
export function Section({ title, summary, problemCount, isDangerous, isOpen, onToggle, children }: SectionProps) {
  const bodyId = useId();
  return (
    <section className={styles.part} data-open={isOpen || undefined}>
      <h3 className={styles.partHead}>
        <button
          type="button"
          className={styles.partButton}
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          onClick={onToggle}
        >
          <IconChevronRight size={14} aria-hidden="true" />
          <span className={styles.partTitle}>{title}</span>
          {problemCount > 0 && (
            <span className={styles.partProblem}>{plural(problemCount, '1 to mend', '{{count}} to mend')}</span>
          )}
          {isDangerous && (
            <span className={styles.danger}>
              <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
              <span className="g-visually-hidden">{t('Dangerous')}</span>
            </span>
          )}
          <span className={styles.partSummary}>{summary.join(' · ')}</span>
        </button>
      </h3>
      {isOpen && (
        <div id={bodyId} className={styles.partBody}>
          {children()}
        </div>
      )}
    </section>
  );
}
