import type { ReactNode } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { ErrorNotice, Section } from '../../ui/index.ts';
import styles from './Search.module.css';
import { t } from './texts/index.ts';

interface SourceProps {
  readonly title: string;
  readonly isLoading: boolean;
  readonly error?: AppError | undefined;
  readonly count: number | undefined;
  /** What it says when it has nothing. */
  readonly nothing: string;
  readonly onSignIn?: () => void;
  readonly children: ReactNode;
}

/** One place that is searched, with its own failure. */
export function Source({ title, isLoading, error, count, nothing, onSignIn, children }: SourceProps) {
  const wantsSignIn = onSignIn && (error?.code === 'registry-auth' || error?.code === 'rate-limited');
  return (
    <Section title={title}>
      {isLoading && <p className={styles.quiet}>{t('Searching…')}</p>}
      {error && <ErrorNotice error={error} actions={wantsSignIn ? [{ label: t('Sign in…'), run: onSignIn }] : []} />}
      {!isLoading && !error && count === 0 && <p className={styles.quiet}>{nothing}</p>}
      {!isLoading && !error && count !== undefined && count > 0 && (
        <ul className={styles.hits} aria-label={t('Found: {{title}}', { title })}>
          {children}
        </ul>
      )}
    </Section>
  );
}
