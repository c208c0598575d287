import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { logsCommand } from '../../../contract/commands/viewCommands.ts';
import { ErrorNotice, useNow } from '../../ui/index.ts';
import '../../ui/ansi.theme.css';
import { copyLines } from './copyLines.ts';
import type { LogsViewProps } from './lazyLogs.tsx';
import { LogFooter } from './LogFooter.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { LogViewport } from './LogViewport.tsx';
import styles from './logs.module.css';
import type { SearchQuery } from './search/query.ts';
import { useLogSession, useLogSnapshot } from './session/useLogSession.ts';
import { MAX_LINES } from './store/lineStore.ts';
import { type LogFilters, lineFilterOf, NO_FILTERS } from './toolbar/filters.ts';
import { FIRST_RANGE, rangeOf, tailFor } from './toolbar/ranges.ts';
import { SourceChips } from './toolbar/SourceChips.tsx';
import { useLogLook } from './useLogLook.ts';
import { useLogScreen } from './useLogScreen.ts';
import { listenForLogKeys } from './view/logKeys.ts';

const NO_QUERY: SearchQuery = { text: '', isRegex: false, isCaseSensitive: false };

export function LogsView({ context, ids, names: namesById, cliArgs }: LogsViewProps) {
  const names = ids.map((id) => namesById?.[id] ?? id.slice(0, 12));
  const { timeStyle, isWrapped, setTimeStyle, setWrapped } = useLogLook();
  const [asked, setAsked] = useState({ range: FIRST_RANGE, at: 0, attempt: 0 });
  const [filters, setFilters] = useState<LogFilters>(NO_FILTERS);
  const [query, setQuery] = useState(NO_QUERY);
  const viewport = useRef<HTMLDivElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);

  const range = rangeOf(asked.range);
  const tail = tailFor(range, ids.length, MAX_LINES);
  const since = range.sinceMs === undefined ? undefined : asked.at - range.sinceMs;
  const session = useLogSession({ context, ids, tail, since }, names, asked.attempt);
  const snapshot = useLogSnapshot(session);
  const { screen, place } = useLogScreen(viewport, session);

  const key = `${ids.join()} ${names.join()}`;
  const now = useNow((time) => (timeStyle === 'relative' ? Math.floor(time / 1000) * 1000 : 0));
  const look = useMemo(
    () => ({ timeStyle, now, names: ids.length > 1 ? names : undefined }),
    // oxlint-disable-next-line react/exhaustive-deps -- the key stands for ids and names, which are new arrays each time
    [timeStyle, now, key],
  );
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
  const ask = (change: Partial<typeof asked>) =>
    setAsked((before) => ({ ...before, at: Date.now(), attempt: before.attempt + 1, ...change }));

  return (
    <section
      className={styles.view}
      aria-label="Logs"
      style={{ '--log-name-width': `${Math.min(24, Math.max(...names.map(({ length }) => length), 4))}ch` } as object}
    >
      <LogToolbar
        session={session}
        screen={screen}
        snapshot={snapshot}
        look={look}
        names={names}
        query={query}
        onQuery={setQuery}
        filters={filters}
        onFilters={setFilters}
        current={place.current}
        range={asked.range}
        onRange={(next) => ask({ range: next })}
        isWrapped={isWrapped}
        onWrapped={setWrapped}
        onTimeStyle={setTimeStyle}
        searchInput={searchInput}
        onLeaveSearch={focusLines}
      />
      {ids.length > 1 && (
        <SourceChips
          ids={ids}
          names={names}
          hiddenIds={filters.hiddenIds}
          onHidden={(hiddenIds) => setFilters({ ...filters, hiddenIds })}
        />
      )}
      {snapshot.error && (
        <div className={styles.error}>
          <ErrorNotice error={snapshot.error} actions={[{ label: 'Try again', run: () => ask({}) }]} />
        </div>
      )}
      <LogViewport
        ref={viewport}
        session={session}
        screen={screen}
        snapshot={snapshot}
        place={place}
        label={`Log of ${ids.length === 1 ? names[0] : `${ids.length} containers`}`}
        onShowAll={() => {
          setFilters(NO_FILTERS);
          setQuery(NO_QUERY);
        }}
      />
      <LogFooter
        snapshot={snapshot}
        isStuck={place.isStuck}
        command={logsCommand(names, { follow: true, tail, since, timestamps: timeStyle !== 'none' }, cliArgs)}
      />
    </section>
  );
}
