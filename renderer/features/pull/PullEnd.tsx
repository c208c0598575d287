import { IconCircleCheck } from '@tabler/icons-react';
import { ErrorNotice, KeyValues } from '../../ui/index.ts';
import type { useFollowedJob } from '../jobs/index.ts';
import styles from './Pull.module.css';
import { RetryTime } from './RetryTime.tsx';
import { t } from './texts/index.ts';

interface PullEndProps {
  readonly pull: ReturnType<typeof useFollowedJob>;
  readonly onAgain: () => void;
  readonly onSignIn: () => void;
}

/** How a pull ended: what is there now, or what went wrong and what to do. */
export function PullEnd({ pull, onAgain, onSignIn }: PullEndProps) {
  const { error, job } = pull;
  const again = { label: t('Try again'), run: onAgain };
  if (error) {
    const wantsSignIn = error.code === 'registry-auth' || error.code === 'rate-limited';
    const actions = wantsSignIn ? [{ label: t('Sign in…'), run: onSignIn }, again] : [again];
    return (
      <>
        <ErrorNotice error={error} actions={error.code === 'invalid-input' ? [] : actions} />
        {error.code === 'rate-limited' && error.retryAt !== undefined && <RetryTime at={error.retryAt} />}
      </>
    );
  }
  if (job?.state === 'cancelled') {
    return <output className={styles.quiet}>{t('Cancelled. Layers that had come are kept for the next time.')}</output>;
  }
  if (job?.state !== 'done' || job.result?.type !== 'image') return null;
  const { reference = '', digest, id } = job.result;
  return (
    <section className={styles.end} aria-label={t('Result')}>
      <output className={styles.done}>
        <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
        {job.message}
      </output>
      <KeyValues
        items={[
          { key: t('Image'), value: reference, copy: reference, isMono: true },
          { key: t('Digest'), value: digest, isMono: true, ...(digest !== undefined && { copy: digest }) },
          { key: t('Id'), value: id.slice(7, 19), copy: id, isMono: true },
        ]}
      />
    </section>
  );
}
