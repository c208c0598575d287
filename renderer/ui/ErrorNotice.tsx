import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { AppError } from '../../contract/errors.ts';
import { CopyButton } from './CopyButton.tsx';
import styles from './ErrorNotice.module.css';
import { t } from './texts/index.ts';

interface ErrorAction {
  readonly label: string;
  readonly run: () => void;
}

interface ErrorNoticeProps {
  readonly error: AppError;
  /** What can be done about it here; the first one is the likely one. */
  readonly actions?: readonly ErrorAction[];
  /** Where it fills a whole panel instead of standing above something. */
  readonly isBlock?: boolean;
}

/** What happened, what to do, and the engine's own words one click away. */
export function ErrorNotice({ error, actions = [], isBlock = false }: ErrorNoticeProps) {
  const hint = 'hint' in error ? error.hint : undefined;
  const ownText = error.engineText ?? (error.code === 'unexpected' ? error.detail : undefined);
  return (
    <div className={styles.notice} role="alert" data-block={isBlock || undefined} data-code={error.code}>
      <IconAlertTriangle className={styles.icon} aria-hidden="true" />
      <div className={styles.body}>
        <p className={styles.message}>{error.message}</p>
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        {ownText !== undefined && ownText !== error.message && (
          <details className={styles.details}>
            <summary>{error.engineText === undefined ? t('Technical details') : t('What the engine said')}</summary>
            <div className={styles.own}>
              <pre>{ownText}</pre>
              <CopyButton text={ownText} label={t('Copy the text')} />
            </div>
          </details>
        )}
        {actions.length > 0 && (
          <div className={styles.actions}>
            {actions.map((action, index) => (
              <Button key={action.label} variant={index === 0 ? 'filled' : 'default'} onClick={action.run}>
                {action.label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
