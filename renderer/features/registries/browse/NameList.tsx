import { Loader } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { EmptyState, SearchBox, WindowedList } from '../../../ui/index.ts';
import styles from '../Registries.module.css';
import { t } from '../texts/index.ts';

interface NameListProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly isLoading: boolean;
  readonly onOpen: (name: string) => void;
  readonly empty: ReactNode;
  /** The one that is open. */
  readonly current?: string | undefined;
}

const ROW_PX = 30;

/** Many names with a search over them; only those on the screen are in the document. */
export function NameList({ label, names, isLoading, onOpen, empty, current }: NameListProps) {
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const shown = words === '' ? names : names.filter((name) => name.toLowerCase().includes(words));
  if (names.length === 0) return isLoading ? <Loader m="lg" aria-label={t('Loading')} /> : empty;
  return (
    <div className={styles.names}>
      <div className={styles.namesHead}>
        <SearchBox
          label={t('Search {{label}}', { label: label.toLowerCase() })}
          value={search}
          onChange={setSearch}
          note={
            words ? t('{{shown}} of {{names}}', { shown: shown.length, names: names.length }) : String(names.length)
          }
          width="100%"
        />
        {isLoading && <Loader size="xs" aria-label={t('More are coming')} />}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t('None matches')}>
          {t('Nothing here has “{{search}}” in its name.', { search: search.trim() })}
        </EmptyState>
      ) : (
        <WindowedList
          label={label}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- WindowedList's own element takes it
          role="list"
          count={shown.length}
          rowHeight={ROW_PX}
          renderRow={(index) => {
            const name = shown[index]!;
            return (
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an li needs a ul around it, and the list is windowed
              <div key={name} role="listitem" className={styles.nameRow}>
                <button
                  type="button"
                  className={styles.nameButton}
                  aria-current={name === current ? 'true' : undefined}
                  onClick={() => onOpen(name)}
                >
                  <span className={styles.nameText}>{name}</span>
                  <IconChevronRight className={styles.chevron} aria-hidden="true" />
                </button>
              </div>
            );
          }}
        />
      )}
    </div>
  );
}
