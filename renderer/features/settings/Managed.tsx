import { IconBuilding } from '@tabler/icons-react';
import type { PolicyStatus } from '../../../contract/model/settingPath.ts';
import styles from './Settings.module.css';
import { plural, t } from './texts/index.ts';

/** That there is a managed file, what it locks, and what in it is wrong. */
export function Managed({ policy: { file, reason, locked, problems } }: { readonly policy: PolicyStatus }) {
  if (file === undefined) return null;
  return (
    <section className={styles.managed} aria-label={t('Managed by your organisation')}>
      <IconBuilding aria-hidden="true" />
      <div>
        <div>
          {plural(
            locked.length,
            'Your organisation has set 1 setting. It is marked below.',
            'Your organisation has set {{count}} settings. They are marked below.',
          )}
        </div>
        {reason !== undefined && <div>{reason}</div>}
        <div className={styles.description}>{file}</div>
        {problems.length > 0 && (
          <ul className={styles.problems} aria-label={t('What cannot be used of it')}>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
