import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { Activity } from '../../../contract/model/event.ts';
import { EmptyState, ErrorNotice, SearchBox, Toolbar } from '../../ui/index.ts';
import { ActionRow } from './ActionRow.tsx';
import styles from './Activity.module.css';
import { useActions } from './activityStore.ts';
import { t } from './texts/index.ts';

/** Everything the app did in this session, each with the docker command that does the same. */
export function ActionsTab() {
  const { items, error } = useActions();
  const [query, setQuery] = useState('');
  const shown = items.filter((item) => fits(item, query));
  return (
    <>
      <Toolbar label={t('Filter what Gantry did')}>
        <SearchBox label={t('Search what Gantry did')} value={query} onChange={setQuery} />
        <span className={styles.count} aria-live="polite">
          {shown.length === items.length
            ? `${items.length}`
            : t('{{shown}} of {{items}}', { shown: shown.length, items: items.length })}
        </span>
      </Toolbar>
      {error && <ErrorNotice isBlock error={error} />}
      {shown.length === 0 ? (
        <EmptyState icon={<IconHistory />} title={items.length === 0 ? t('Nothing done yet') : t('Nothing fits')}>
          {items.length === 0
            ? t('Each action is listed here with its docker command, how long it took and how it ended.')
            : t('Search by what was done, the command, or the context.')}
        </EmptyState>
      ) : (
        <ul className={styles.actions}>
          {shown.map((item) => (
            <ActionRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </>
  );
}

function fits({ title, command, context }: Activity, query: string): boolean {
  const text = `${title} ${command} ${context}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
