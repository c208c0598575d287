import { IconCircleCheck } from '@tabler/icons-react';
import { CopyButton, ErrorNotice, formatSize } from '../../ui/index.ts';
import type { useFollowedJob } from '../jobs/index.ts';
import styles from './Push.module.css';

interface PushEndProps {
  readonly push: ReturnType<typeof useFollowedJob>;
  readonly onAgain: () => void;
  readonly onSignIn: () => void;
}

/** How a push ended: each tag with its digest, or what went wrong and what to do. */
export function PushEnd({ push: { error, job }, onAgain, onSignIn }: PushEndProps) {
  if (error) {
    const again = { label: 'Try again', run: onAgain };
    const wantsSignIn = error.code === 'registry-auth' || error.code === 'rate-limited';
    return (
      <ErrorNotice error={error} actions={wantsSignIn ? [{ label: 'Sign in…', run: onSignIn }, again] : [again]} />
    );
  }
  if (job?.state === 'cancelled') {
    return <output className={styles.quiet}>Cancelled. The registry shows nothing of it under this name.</output>;
  }
  if (job?.state !== 'done' || job.result?.type !== 'pushed') return null;
  return (
    <section className={styles.end} aria-label="Result">
      <output className={styles.done}>
        <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
        {job.message}
      </output>
      <ul className={styles.pushed} aria-label="What was pushed">
        {job.result.tags.map(({ reference, digest, sizeBytes }) => (
          <li key={reference}>
            <span className={styles.name}>{reference}</span>
            <span className={styles.digest}>{digest}</span>
            <span className={styles.quiet}>manifest of {formatSize(sizeBytes)}</span>
            <CopyButton
              text={`${reference.replace(/:[^/:]+$/, '')}@${digest}`}
              label={`Copy the digest of ${reference}`}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
