import { IconCircleCheck } from '@tabler/icons-react';
import { CopyButton, ErrorNotice, formatSize } from '../../ui/index.ts';
import type { useFollowedJob } from '../jobs/index.ts';
import styles from './Push.module.css';
import { t } from './texts/index.ts';

interface PushEndProps {
  readonly push: ReturnType<typeof useFollowedJob>;
  readonly onAgain: () => void;
  readonly onSignIn: () => void;
}

/** How a push ended: each tag with its digest, or what went wrong and what to do. */
export function PushEnd({ push: { error, job }, onAgain, onSignIn }: PushEndProps) {
  if (error) {
    const again = { label: t('Try again'), run: onAgain };
    const wantsSignIn = error.code === 'registry-auth' || error.code === 'rate-limited';
    return (
      <ErrorNotice error={error} actions={wantsSignIn ? [{ label: t('Sign in…'), run: onSignIn }, again] : [again]} />
    );
  }
  if (job?.state === 'cancelled') {
    return (
      <output className={styles.quiet}>{t('Cancelled. The registry shows nothing of it under this name.')}</output>
    );
  }
  if (job?.state !== 'done' || job.result?.type !== 'pushed') return null;
  return (
    <section className={styles.end} aria-label={t('Result')}>
      <output className={styles.done}>
        <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
        {job.message}
      </output>
      <ul className={styles.pushed} aria-label={t('What was pushed')}>
        {job.result.tags.map(({ reference, digest, sizeBytes }) => (
          <li key={reference}>
            <span className={styles.name}>{reference}</span>
            <span className={styles.digest}>{digest}</span>
            <span className={styles.quiet}>{t('manifest of {{size}}', { size: formatSize(sizeBytes) })}</span>
            <CopyButton
              text={`${reference.replace(/:[^/:]+$/, '')}@${digest}`}
              label={t('Copy the digest of {{reference}}', { reference })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
