import { IconEraser, IconPlayerPause, IconPlayerPlay, IconTextWrap } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { IconButton, formatNumber } from '../../ui/index.ts';
import { copyLines } from './copyLines.ts';
import styles from './logs.module.css';
import type { SearchQuery } from './search/query.ts';
import type { LogSession, LogSnapshot } from './session/logSession.ts';
import { MAX_LINES } from './store/lineStore.ts';
import type { TimeStyle } from './text/time.ts';
import { DisplayMenu } from './toolbar/DisplayMenu.tsx';
import { FilterMenu } from './toolbar/FilterMenu.tsx';
import type { LogFilters } from './toolbar/filters.ts';
import { OutputMenus } from './toolbar/OutputMenus.tsx';
import { SearchControls } from './toolbar/SearchControls.tsx';
import { TailDialog } from './toolbar/TailDialog.tsx';
import { logFileName, saveFile } from './toolbar/saveFile.ts';
import { linesAsBytes } from './view/lineOutput.ts';
import type { LogScreen } from './view/logScreen.ts';
import type { RowLook } from './view/rowBuilder.ts';
import { t } from './texts/index.ts';

interface LogToolbarProps {
  readonly session: LogSession | undefined;
  readonly screen: LogScreen | undefined;
  readonly snapshot: LogSnapshot;
  readonly look: RowLook;
  readonly names: readonly string[];
  readonly query: SearchQuery;
  readonly onQuery: (query: SearchQuery) => void;
  readonly filters: LogFilters;
  readonly onFilters: (filters: LogFilters) => void;
  readonly current: number | undefined;
  /** How far back is read; absent where it is always all. */
  readonly range?: string;
  readonly onRange?: (range: string) => void;
  readonly isWrapped: boolean;
  readonly onWrapped: (isWrapped: boolean) => void;
  readonly onTimeStyle: (style: TimeStyle) => void;
  readonly searchInput: RefObject<HTMLInputElement | null>;
  readonly onLeaveSearch: () => void;
}

export function LogToolbar({ session, screen, snapshot, look, names, query, filters, ...props }: LogToolbarProps) {
  const { isPaused, isSearching, matchCount, lineCount, shownCount } = snapshot;
  const [isAskingTail, setAskingTail] = useState(false);
  const save = (what: 'shown' | 'all') => {
    if (!session || !screen) return;
    const lines = what === 'shown' ? screen.shownLines() : session.allLines();
    saveFile(logFileName(names.length === 1 ? (names[0] ?? '') : 'logs', new Date()), linesAsBytes(lines, look.names));
  };
  return (
    <fieldset className={styles.toolbar} aria-label={t('Log tools')}>
      <SearchControls
        query={query}
        onQuery={props.onQuery}
        onlyMatches={filters.onlyMatches}
        onOnlyMatches={(onlyMatches) => props.onFilters({ ...filters, onlyMatches })}
        onStep={(direction) => screen?.step(direction)}
        onLeave={props.onLeaveSearch}
        note={query.text === '' ? undefined : noteOf(session, matchCount, props.current, isSearching)}
        error={snapshot.searchError}
        inputRef={props.searchInput}
      />
      <span className={styles.tools}>
        <FilterMenu filters={filters} onFilters={props.onFilters} />
        <DisplayMenu
          timeStyle={look.timeStyle}
          onTimeStyle={props.onTimeStyle}
          range={props.range}
          onRange={props.onRange}
          onOwnTail={() => setAskingTail(true)}
        />
        <IconButton
          label={t('Wrap long lines')}
          icon={<IconTextWrap aria-hidden="true" />}
          isPressed={props.isWrapped}
          onClick={() => props.onWrapped(!props.isWrapped)}
        />
        <span className={styles.divider} />
        <IconButton
          label={isPaused ? t('Go on') : t('Pause')}
          icon={isPaused ? <IconPlayerPlay aria-hidden="true" /> : <IconPlayerPause aria-hidden="true" />}
          isPressed={isPaused}
          onClick={() => (isPaused ? session?.resume() : session?.pause())}
        />
        <IconButton
          label={t('Clear the view')}
          icon={<IconEraser aria-hidden="true" />}
          onClick={() => session?.clear()}
        />
        <OutputMenus
          hasSelection={screen?.hasSelection ?? false}
          isFiltered={shownCount !== lineCount}
          onCopy={(what) =>
            void copyLines(() => (what === 'shown' ? screen?.shownText() : screen?.selectedText()) ?? '')
          }
          onSave={save}
        />
      </span>
      {isAskingTail && (
        <TailDialog
          mostLines={MAX_LINES}
          onTail={(lines) => props.onRange?.(String(lines))}
          onClose={() => setAskingTail(false)}
        />
      )}
    </fieldset>
  );
}

function noteOf(
  session: LogSession | undefined,
  matchCount: number,
  current: number | undefined,
  isSearching: boolean,
): string {
  const count = `${formatNumber(matchCount)}${isSearching ? '…' : ''}`;
  if (current === undefined || !session) return matchCount === 0 && !isSearching ? t('None') : count;
  return `${formatNumber(session.matches.rowFrom(current) + 1)}/${count}`;
}
