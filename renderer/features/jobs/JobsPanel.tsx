import { IconListCheck, IconX } from '@tabler/icons-react';
import type { Job } from '../../../contract/model/job.ts';
import { client } from '../../rpc/index.ts';
import { EmptyState, IconButton, Popup } from '../../ui/index.ts';
import { JobRow } from './JobRow.tsx';
import styles from './Jobs.module.css';
import { t } from './texts/index.ts';

interface JobsPanelProps {
  readonly jobs: readonly Job[];
  readonly onClose: () => void;
}

export function JobsPanel({ jobs, onClose }: JobsPanelProps) {
  const ended = jobs.filter(({ state }) => state !== 'running');
  const clear = () => {
    // One that cannot be taken off is still on the list, which says so.
    void Promise.allSettled(ended.map(({ id }) => client.jobs.dismiss({ jobId: id })));
  };
  return (
    <Popup label={t('Jobs')} align="end" width="28rem" onClose={onClose}>
      <div className={styles.head}>
        <h2>{t('Jobs')}</h2>
        {ended.length > 0 && (
          <button type="button" className={styles.link} onClick={clear}>
            {t('Clear ended')}
          </button>
        )}
        <IconButton size="small" label={t('Close')} icon={<IconX />} onClick={onClose} />
      </div>
      {jobs.length === 0 ? (
        <EmptyState icon={<IconListCheck />} title={t('No jobs')}>
          {t('Pulls, exports and other long work are listed here while they run, and say how they ended.')}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} onNavigate={onClose} />
          ))}
        </ul>
      )}
    </Popup>
  );
}
