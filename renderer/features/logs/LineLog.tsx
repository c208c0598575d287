import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ErrorNotice, useNow } from '../../ui/index.ts';
import '../../ui/ansi.theme.css';
import { copyLines } from './copyLines.ts';
import type { LineLogProps } from './lazyLogs.tsx';
import { LogFooter } from './LogFooter.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { LogViewport } from './LogViewport.tsx';
import styles from './logs.module.css';
import type { SearchQuery } from './search/query.ts';
import { useLogSession, useLogSnapshot } from './session/useLogSession.ts';
import { type LogFilters, lineFilterOf, NO_FILTERS } from './toolbar/filters.ts';
import { useLogLook } from './useLogLook.ts';
import { useLogScreen } from './useLogScreen.ts';
import { listenForLogKeys } from './view/logKeys.ts';

const NO_QUERY: SearchQuery = { text: '', isRegex: false, isCaseSensitive: false };
/** As many sources as a batch can tell apart. */
const SOURCES = Array.from({ length: 256 }, (_, index) => String(index));
const NO_NAMES: readonly string[] = [];

/** Lines of any source: read whole, searched, filtered, copied and saved as those of a container. */
export function LineLog({ logKey, label, fileName, read, names, isEnded }: LineLogProps) {
  const { timeStyle, isWrapped, setTimeStyle, setWrapped } = useLogLook();
  const [attempt, setAttempt] = useState(0);
  const [filters, setFilters] = useState<LogFilters>(NO_FILTERS);
  const [query, setQuery] = useState(NO_QUERY);
  const viewport = useRef<HTMLDivElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);

  const session = useLogSession({ context: logKey, ids: SOURCES }, NO_NAMES, attempt, read);
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
    session?.show(lineFilterOf(filters, SOURCES, query.text !== ''));
    screen?.searchChanged();
  }, [session, screen, query, filters]);

  const focusLines = useCallback(() => viewport.current?.focus(), []);
  const widest = Math.max(4, ...(names ?? []).map(({ length }) => length));
  return (
    <section
      className={styles.view}
      aria-label="Logs"
      style={{ '--log-name-width': `${Math.min(24, widest)}ch` } as object}
    >
      <LogToolbar
        session={session}
        screen={screen}
        snapshot={snapshot}
        look={look}
        names={[fileName]}
        query={query}
        onQuery={setQuery}
        filters={filters}
        onFilters={setFilters}
        current={place.current}
        isWrapped={isWrapped}
        onWrapped={setWrapped}
        onTimeStyle={setTimeStyle}
        searchInput={searchInput}
        onLeaveSearch={focusLines}
      />
      {snapshot.error && (
        <div className={styles.error}>
          <ErrorNotice
            error={snapshot.error}
            actions={[{ label: 'Try again', run: () => setAttempt((last) => last + 1) }]}
          />
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
      <LogFooter snapshot={snapshot} isStuck={place.isStuck} isEnded={isEnded} />
    </section>
  );
}
