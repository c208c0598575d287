// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be a list
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { ComparedFile, Difference, ImageComparison } from '../../../contract/model/imageFiles.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, formatSize, SearchBox, Section, WindowedList, formatNumber } from '../../ui/index.ts';
import styles from './Compare.module.css';
import { t } from './texts/index.ts';

const PAGE = 500;
const ROW = 26;
const MAX_ROWS = 16;
const LETTER: Readonly<Record<Difference, string>> = { added: 'A', changed: 'C', removed: 'D', same: '' };

interface ComparedFilesProps {
  readonly context: string;
  readonly before: string;
  readonly after: string;
  readonly amounts: ImageComparison['files'];
  readonly isOnlyDifferences: boolean;
}

interface Found {
  readonly key: string;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly ComparedFile[]>;
}

/** The final files of both, by path, a page at a time. */
export function ComparedFiles({ context, before, after, amounts, isOnlyDifferences }: ComparedFilesProps) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found>();
  const [error, setError] = useState<AppError>();
  const key = `${isOnlyDifferences} ${query.trim()}`;
  const asked = useRef(new Set<string>());

  const need = useCallback(
    (page: number) => {
      const id = `${key} ${page}`;
      if (asked.current.has(id)) return;
      asked.current.add(id);
      client.layers
        .comparedFiles({
          context,
          before,
          after,
          query: query.trim(),
          only: isOnlyDifferences ? ['added', 'changed', 'removed'] : [],
          offset: page * PAGE,
          limit: PAGE,
        })
        .then(({ total, files }) =>
          setFound((old) => ({ key, total, pages: new Map(old?.key === key ? old.pages : []).set(page, files) })),
        )
        .catch((thrown: unknown) => setError(toAppError(thrown)));
    },
    [context, before, after, key, query, isOnlyDifferences],
  );
  useEffect(() => {
    asked.current = new Set();
    need(0);
  }, [need]);

  const shown = found?.key === key ? found : undefined;
  return (
    <Section
      title={t('Files')}
      description={t(
        '{{added}}, {{changed}}, {{removed}}, {{files}} the same. Compared by content, mode, owner and target; times do not count.',
        {
          added: words(amounts, 'added'),
          changed: words(amounts, 'changed'),
          removed: words(amounts, 'removed'),
          files: formatNumber(amounts.same.files),
        },
      )}
      actions={
        <SearchBox
          label={t('Search files')}
          value={query}
          onChange={setQuery}
          note={shown && `${formatNumber(shown.total)}`}
        />
      }
    >
      {error && <ErrorNotice error={error} />}
      {shown && shown.total > 0 && (
        <div className={styles.files} style={{ height: Math.min(shown.total, MAX_ROWS) * ROW }}>
          <WindowedList
            label={t('Compared files')}
            role="list"
            count={shown.total}
            rowHeight={ROW}
            renderRow={(index) => (
              <FileRow
                key={index}
                file={shown.pages.get(Math.floor(index / PAGE))?.[index % PAGE]}
                page={Math.floor(index / PAGE)}
                need={need}
              />
            )}
          />
        </div>
      )}
      {shown?.total === 0 && (
        <p className={styles.none}>{query.trim() === '' ? t('No file differs.') : t('No file fits the search.')}</p>
      )}
    </Section>
  );
}

function words(amounts: ImageComparison['files'], difference: Difference): string {
  const files = formatNumber(amounts[difference].files);
  const size = formatSize(amounts[difference].sizeBytes);
  switch (difference) {
    case 'added':
      return t('{{files}} added ({{size}})', { files, size });
    case 'changed':
      return t('{{files}} changed ({{size}})', { files, size });
    default:
      return t('{{files}} removed ({{size}})', { files, size });
  }
}

interface FileRowProps {
  readonly file: ComparedFile | undefined;
  readonly page: number;
  readonly need: (page: number) => void;
}

function FileRow({ file, page, need }: FileRowProps) {
  useEffect(() => {
    if (!file) need(page);
  }, [file, page, need]);
  if (!file) return <div role="listitem" className={styles.file} style={{ height: ROW }} />;
  const { path, difference, beforeBytes, afterBytes, what, kind } = file;
  const grown = (afterBytes ?? 0) - (beforeBytes ?? 0);
  return (
    <div role="listitem" className={styles.file} style={{ height: ROW }} data-difference={difference}>
      <span className={styles.letter} title={difference}>
        {LETTER[difference]}
        <span className="g-visually-hidden">{difference} </span>
      </span>
      <span className={styles.path} title={path}>
        {path}
        {kind === 'directory' && '/'}
      </span>
      <span className={styles.what}>{what.join(', ')}</span>
      <span className={styles.size}>{kind === 'directory' ? '' : formatSize(afterBytes ?? beforeBytes ?? 0)}</span>
      <span className={styles.size}>
        {difference === 'changed' && grown !== 0 ? `${grown > 0 ? '+' : '−'}${formatSize(Math.abs(grown))}` : ''}
      </span>
    </div>
  );
}
