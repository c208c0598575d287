import { IconArrowDown } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import type { Ref } from 'react';
import { EmptyState, formatNumber } from '../../ui/index.ts';
import styles from './logs.module.css';
import type { LogSession, LogSnapshot } from './session/logSession.ts';
import type { LogScreen } from './view/logScreen.ts';
import { plural, t } from './texts/index.ts';

interface LogViewportProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly session: LogSession | undefined;
  readonly screen: LogScreen | undefined;
  readonly snapshot: LogSnapshot;
  readonly place: { readonly isStuck: boolean; readonly unseenFrom: number };
  readonly label: string;
  /** Nothing more will come. */
  readonly isEnded?: boolean;
  readonly onShowAll: () => void;
}

/** The lines themselves, drawn by `LogScreen`, and what stands over them. */
export function LogViewport({ ref, session, screen, snapshot, place, label, isEnded, onShowAll }: LogViewportProps) {
  const { lineCount, shownCount, phase, isSearching } = snapshot;
  const newLines = place.isStuck || !session ? 0 : Math.max(0, shownCount - session.rows.rowFrom(place.unseenFrom));

  return (
    <div className={styles.lines}>
      {/* What comes is not read out: at thousands of lines a second nothing else would be heard. */}
      <div ref={ref} className={styles.viewport} role="log" aria-live="off" aria-label={label} />
      {lineCount === 0 && phase === 'live' && (
        <div className={styles.over}>
          {isEnded ? (
            <EmptyState title={t('Nothing was printed')} />
          ) : (
            <EmptyState title={t('Nothing was printed yet')}>{t('What it prints appears here at once.')}</EmptyState>
          )}
        </div>
      )}
      {lineCount > 0 && shownCount === 0 && !isSearching && (
        <div className={styles.over}>
          <EmptyState
            title={t('No line passes the filter')}
            actions={
              <Button variant="default" onClick={onShowAll}>
                {t('Show all lines')}
              </Button>
            }
          >
            {t('{{lineCount}} lines are held.', { lineCount: formatNumber(lineCount) })}
          </EmptyState>
        </div>
      )}
      {!place.isStuck && lineCount > 0 && (
        <button type="button" className={styles.pill} onClick={() => screen?.toEnd()}>
          <IconArrowDown aria-hidden="true" />
          {newLines === 0
            ? t('To the end')
            : plural(newLines, '{{newLines}} new line', '{{newLines}} new lines', {
                newLines: formatNumber(newLines),
              })}
        </button>
      )}
    </div>
  );
}
