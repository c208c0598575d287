import type { Job } from '../../../contract/model/job.ts';
import { JobItems } from './JobItems.tsx';
import styles from './Jobs.module.css';
import { ProgressBar } from './ProgressBar.tsx';
import { progressOf } from './progress.ts';
import { TransferLine } from './TransferLine.tsx';
import { t } from './texts/index.ts';

interface JobProgressProps {
  readonly job: Job;
}

/** A job where it was started: what it does, how far it is, and each of its parts. */
export function JobProgress({ job }: JobProgressProps) {
  return (
    <section className={styles.here} aria-label={t('Progress')}>
      <output className={styles.message}>{job.message || t('Beginning')}</output>
      {job.state === 'running' && <ProgressBar label={job.title} value={progressOf(job)} />}
      <TransferLine job={job} />
      <JobItems items={job.items} />
    </section>
  );
}
