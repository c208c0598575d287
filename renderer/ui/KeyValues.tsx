import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton.tsx';
import styles from './KeyValues.module.css';
import { t } from './texts/index.ts';

interface KeyValue {
  readonly key: string;
  readonly value: ReactNode;
  /** Offers the text for copying; for ids, paths, addresses. */
  readonly copy?: string;
  readonly isMono?: boolean;
}

interface KeyValuesProps {
  readonly items: readonly KeyValue[];
}

/** A list of facts. What has no value is left out. */
export function KeyValues({ items }: KeyValuesProps) {
  return (
    <dl className={styles.list}>
      {items
        .filter(({ value }) => value !== undefined && value !== null && value !== '')
        .map(({ key, value, copy, isMono }) => (
          <div key={key} className={styles.row}>
            <dt>{key}</dt>
            <dd data-mono={isMono || undefined}>
              <span className={styles.value}>{value}</span>
              {copy !== undefined && (
                <span className={styles.copy}>
                  <CopyButton text={copy} label={t('Copy {{key}}', { key: key.toLowerCase() })} />
                </span>
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}
