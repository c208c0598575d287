import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ErrorNotice, useNow } from '../../ui/index.ts';
import '../../ui/ansi.theme.css';
import { copyLines } from './copyLines.ts';
import { LogFooter } from './LogFooter.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { LogViewport } from './LogViewport.tsx';
import styles from './logs.module.css';
import type { SearchQuery } from './search/query.ts';
import type { LogSession } from './session/logSession.ts';
import { useLogSnapshot } from './session/useLogSession.ts';
import { type LogFilters, lineFilterOf, NO_FILTERS } from './toolbar/filters.ts';
import { useLogLook } from './useLogLook.ts';
import { useLogScreen } from './useLogScreen.ts';
import { listenForLogKeys } from './view/logKeys.ts';
import { t } from './texts/index.ts';

const NO_QUERY: SearchQuery = { text: '', isRegex: false, isCaseSensitive: false };
const LEAST_NAME_CH = 4;
const MOST_NAME_CH = 24;

interface LogPaneProps {
  readonly session: LogSession | undefined;
  /** Of the lines. */
  readonly label: string;
  /** What lines can come from, as filters know them; the same array as long as the session is. */
  readonly ids: readonly string[];
  /** Shown before each line, where there are several sources. */
  readonly names?: readonly string[] | undefined;
  /** What a saved file is called after. */
  readonly fileNames: readonly string[];
  /** How far back is read; absent where it is always all. */
  readonly range?: string;
  readonly onRange?: (range: string) => void;
  readonly onRetry: () => void;
  /** Nothing more will come. */
  readonly isEnded?: boolean;
  /** The command that shows the same, by whether it shows times. */
  readonly commandOf?: (hasTimes: boolean) => string;
  /** Under the tools. */
  readonly sources?: (filters: LogFilters, onFilters: (filters: LogFilters) => void) => ReactNode;
}

/** Lines of any source: searched, filtered, copied and saved alike. */
export function LogPane({ session, label, ids, names, fileNames, isEnded, ...props }: LogPaneProps) {
  const { timeStyle, isWrapped, setTimeStyle, setWrapped } = useLogLook();
  const [filters, setFilters] = useState<LogFilters>(NO_FILTERS);
  const [query, setQuery] = useState(NO_QUERY);
  const viewport = useRef<HTMLDivElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const snapshot = useLogSnapshot(session);
  const { screen, place } = useLogScreen(viewport, session);

  const nameKey = names?.join('\n');
  const now = useNow((time) => (timeStyle === 'relative' ? Math.floor(time / 1000) * 1000 : 0));
  const look = useMemo(() => ({ timeStyle, now, names: nameKey?.split('\n') }), [timeStyle, now, nameKey]);
  useEffect(() => screen?.setLook(look), [screen, look]);
  useEffect(() => screen?.setWrapped(isWrapped), [screen, isWrapped]);
  useEffect(() => {
    const element = viewport.current;
    if (!element || !screen) return;
    return listenForLogKeys(element, screen, {
      onSearch() {
        searchInput.current?.focus();
        searchInput.current?.select();
      },
      onCopy: () => void copyLines(() => screen.selectedText()),
    });
  }, [screen]);
  useEffect(() => {
    session?.search(query);
    session?.show(lineFilterOf(filters, ids, query.text !== ''));
    screen?.searchChanged();
    // oxlint-disable-next-line react/exhaustive-deps -- the session changes with the ids
  }, [session, screen, query, filters]);

  const focusLines = useCallback(() => viewport.current?.focus(), []);
  const widest = Math.max(LEAST_NAME_CH, ...(names ?? []).map(({ length }) => length));
  return (
    <section
      className={styles.view}
      aria-label={t('Logs')}
      style={{ '--log-name-width': `${Math.min(MOST_NAME_CH, widest)}ch` } as object}
    >
      <LogToolbar
        session={session}
        screen={screen}
        snapshot={snapshot}
        look={look}
        names={fileNames}
        query={query}
        onQuery={setQuery}
        filters={filters}
        onFilters={setFilters}
        current={place.current}
        range={props.range}
        onRange={props.onRange}
        isWrapped={isWrapped}
        onWrapped={setWrapped}
        onTimeStyle={setTimeStyle}
        searchInput={searchInput}
        onLeaveSearch={focusLines}
      />
      {props.sources?.(filters, setFilters)}
      {snapshot.error && (
        <div className={styles.error}>
          <ErrorNotice error={snapshot.error} actions={[{ label: t('Try again'), run: props.onRetry }]} />
        </div>
      )}
      <LogViewport
        ref={viewport}
        session={session}
        screen={screen}
        snapshot={snapshot}
        place={place}
        label={label}
        isEnded={isEnded}
        onShowAll={() => {
          setFilters(NO_FILTERS);
          setQuery(NO_QUERY);
        }}
      />
      <LogFooter
        snapshot={snapshot}
        isStuck={place.isStuck}
        isEnded={isEnded}
        command={props.commandOf?.(timeStyle !== 'none')}
      />
    </section>
  );
}
