import type { Job } from '../../../../contract/model/job.ts';
import { ProgressBar, progressOf } from '../../jobs/index.ts';
import styles from './Run.module.css';

interface RunProgressProps {
  readonly job: Job;
}

/** How far a run is that goes on: most of it is the pull. */
export function RunProgress({ job }: RunProgressProps) {
  return (
    <div className={styles.progress}>
      <output>{job.message}</output>
      <ProgressBar label={job.title} value={progressOf(job)} />
    </div>
  );
}
