import type { BuildWarning } from '../../../../contract/model/build.ts';
import styles from './Detail.module.css';
import { plural, t } from '../texts/index.ts';

/** What BuildKit’s own checks found. */
export function WarningList({ warnings }: { readonly warnings: readonly BuildWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <details className={styles.warnings}>
      <summary>
        {warnings.length} {plural(warnings.length, 'warning', 'warnings')}
      </summary>
      <ul>
        {warnings.map(({ message, detail, url }) => (
          <li key={message}>
            {message}
            {detail !== undefined && <p>{detail}</p>}
            {url !== undefined && (
              <a href={url} target="_blank" rel="noreferrer">
                {t('What this means')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
