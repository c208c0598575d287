import type { Job } from '../../../contract/model/job.ts';
import { formatSize } from '../../ui/index.ts';
import styles from './Jobs.module.css';
import { transferWords } from './transferWords.ts';

interface TransferLineProps {
  readonly job: Job;
}

/** “120 MB of 500 MB · 38 MB/s · 10 s left”, as far as it is known. */
export function TransferLine({ job }: TransferLineProps) {
  const words = transferWords(job, formatSize);
  return words === '' ? null : <p className={styles.transfer}>{words}</p>;
}
