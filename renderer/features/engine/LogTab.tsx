import { IconArrowDown, IconChevronDown, IconChevronUp, IconFilter } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { CopyButton, EmptyState, ErrorNotice, IconButton, SearchBox, Toolbar, WindowedList } from '../../ui/index.ts';
import { useEngineLog } from './engineLog.ts';
import { LogLine } from './LogLine.tsx';
import styles from './Log.module.css';
import { t } from './texts/index.ts';

const ROW_PX = 19;

/** dockerd's own log, with search. */
export function LogTab() {
  const { lines, error } = useEngineLog();
  const [query, setQuery] = useState('');
  const [isFiltering, setFiltering] = useState(false);
  const [isFollowing, setFollowing] = useState(true);
  const [position, setPosition] = useState(-1);

  const wanted = useDeferredValue(query).toLowerCase();
  const hits = useMemo(() => (wanted === '' ? [] : indexesOf(lines, wanted)), [lines, wanted]);
  const rows = isFiltering && wanted !== '' ? hits : undefined;
  const count = rows ? rows.length : lines.length;
  const at = Math.min(position, hits.length - 1);
  const current = at < 0 ? undefined : hits[at];

  const step = (by: 1 | -1) => {
    if (hits.length === 0) return;
    setFollowing(false);
    const from = at < 0 && by < 0 ? 0 : at; // The first step back begins at the last one.
    setPosition((from + by + hits.length) % hits.length);
  };

  if (error && lines.length === 0) return <ErrorNotice isBlock error={error} />;
  return (
    <>
      <Toolbar label={t('Search the log')}>
        <SearchBox
          label={t('Search the engine’s log')}
          value={query}
          note={wanted === '' ? undefined : hitsOf(at, hits.length)}
          onChange={(value) => {
            setQuery(value);
            setPosition(-1);
          }}
          onLeave={() => step(1)}
        />
        <IconButton
          label={t('Previous hit')}
          icon={<IconChevronUp />}
          disabled={hits.length === 0}
          onClick={() => step(-1)}
        />
        <IconButton
          label={t('Next hit')}
          icon={<IconChevronDown />}
          disabled={hits.length === 0}
          onClick={() => step(1)}
        />
        <IconButton
          label={t('Only lines that fit')}
          icon={<IconFilter />}
          isPressed={isFiltering}
          disabled={query === ''}
          onClick={() => setFiltering(!isFiltering)}
        />
        <span className={styles.space} />
        <IconButton
          label={t('Follow the end')}
          icon={<IconArrowDown />}
          isPressed={isFollowing}
          onClick={() => setFollowing(!isFollowing)}
        />
        <CopyButton
          label={t('Copy the log')}
          text={() => (rows ? rows.map((index) => lines[index] ?? '') : lines).join('\n')}
        />
      </Toolbar>
      {error && <ErrorNotice isBlock error={error} />}
      {lines.length === 0 ? (
        <EmptyState title={t('The log is empty')}>
          {t('Gantry’s engine writes here once it has been started.')}
        </EmptyState>
      ) : (
        <div className={styles.box}>
          <WindowedList
            label={t('Log of the engine')}
            role="log"
            count={count}
            rowHeight={ROW_PX}
            isFollowing={isFollowing}
            onFollowing={setFollowing}
            revealed={current === undefined ? undefined : rows ? at : current}
            renderRow={(row) => {
              const index = rows ? (rows[row] ?? 0) : row;
              return <LogLine key={row} text={lines[index] ?? ''} query={wanted} isCurrent={index === current} />;
            }}
          />
        </div>
      )}
    </>
  );
}

const hitsOf = (at: number, count: number): string =>
  at < 0 ? String(count) : t('{{at}} of {{count}}', { at: at + 1, count });

const indexesOf = (lines: readonly string[], wanted: string): readonly number[] =>
  lines.flatMap((line, index) => (line.toLowerCase().includes(wanted) ? [index] : []));
