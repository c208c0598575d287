import type { SettingChange } from '../../../../contract/model/stackRun.ts';
import styles from './Dialogs.module.css';
import { t } from '../texts/index.ts';

interface ChangeListProps {
  readonly changes: readonly SettingChange[];
  /** Whose they are, for who cannot see it. */
  readonly of: string;
}

/** What it was → what it will be, a key each. */
export function ChangeList({ changes, of }: ChangeListProps) {
  if (changes.length === 0) return null;
  return (
    <ul className={styles.changes} aria-label={t('Changes of {{of}}', { of })}>
      {changes.map(({ key, before, after }) => (
        <li key={key}>
          {key}: {before !== undefined && <del>{before}</del>}
          {before !== undefined && after !== undefined && ' → '}
          {after !== undefined && <ins>{after}</ins>}
          {after === undefined && ` ${t('(gone)')}`}
        </li>
      ))}
    </ul>
  );
}
