import type { ComparedValue } from '../../../contract/model/imageFiles.ts';
import styles from './Compare.module.css';
import { t } from './texts/index.ts';

interface ValuesTableProps {
  readonly label: string;
  readonly values: readonly ComparedValue[];
  /** False where only the names count, as of ports. */
  readonly hasValues: boolean;
}

/** Names with what they were and what they are. */
export function ValuesTable({ label, values, hasValues }: ValuesTableProps) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th>{t('Name')}</th>
          <th>{t('Before')}</th>
          <th>{t('After')}</th>
        </tr>
      </thead>
      <tbody>
        {values.map(({ name, difference, before, after }) => (
          <tr key={name} data-difference={difference}>
            <th scope="row">
              {name}
              <span className="g-visually-hidden">, {difference}</span>
            </th>
            <td data-side="before">{cell(before, hasValues)}</td>
            <td data-side="after">{cell(after, hasValues)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cell(value: string | undefined, hasValues: boolean) {
  if (value === undefined) return <span className={styles.none}>–</span>;
  if (!hasValues) return 'yes';
  return value === '' ? <span className={styles.none}>{t('(empty)')}</span> : value;
}
