import { IconChevronRight, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Job } from '../../../contract/model/job.ts';
import { toAppError } from '../../../contract/errors.ts';
import { client } from '../../rpc/index.ts';
import {
  CommandLine,
  ErrorNotice,
  formatElapsed,
  IconButton,
  notify,
  StatusDot,
  type StatusTone,
  useNow,
} from '../../ui/index.ts';
import { openWhatHappened } from '../activity/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { onContext } from '../together/index.ts';
import { JobItems } from './JobItems.tsx';
import { JobLog } from './JobLog.tsx';
import { JobOutcome } from './JobOutcome.tsx';
import styles from './Jobs.module.css';
import { ProgressBar } from './ProgressBar.tsx';
import { progressOf } from './progress.ts';
import { TransferLine } from './TransferLine.tsx';
import { retry, waysOn } from './waysOn.ts';
import { t } from './texts/index.ts';

const TONES: Record<Job['state'], StatusTone> = {
  running: 'starting',
  done: 'running',
  failed: 'failed',
  cancelled: 'exited',
};
const WORDS: Record<Job['state'], string> = {
  get running() {
    return t('Running');
  },
  get done() {
    return t('Done');
  },
  get failed() {
    return t('Failed');
  },
  get cancelled() {
    return t('Cancelled');
  },
};

/** Those that leave something behind that can be looked at. */
const TAUGHT = new Set<Job['kind']>(['run', 'pull', 'change', 'update', 'commit']);

interface JobRowProps {
  readonly job: Job;
  readonly onNavigate: () => void;
}

export function JobRow({ job, onNavigate }: JobRowProps) {
  const [isOpen, setOpen] = useState(false);
  const [, navigate] = useLocation();
  const shown = useSelectedContext()?.name;
  const isElsewhere = job.context !== undefined && shown !== undefined && job.context !== shown;
  const isRunning = job.state === 'running';
  const elapsed = useNow((now) => formatElapsed(roundWhile(isRunning, (job.endedAt ?? now) - job.startedAt)));
  const leave = () => {
    const done = isRunning ? client.jobs.cancel({ jobId: job.id }) : client.jobs.dismiss({ jobId: job.id });
    done.catch((thrown: unknown) =>
      notify({
        title: t('“{{title}}” did not stop', { title: job.title }),
        message: toAppError(thrown).message,
        tone: 'failure',
      }),
    );
  };
  return (
    <li className={styles.job}>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.open}
          data-row=""
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight className={styles.chevron} aria-hidden="true" />
          <StatusDot tone={TONES[job.state]} />
          <span className={styles.title}>{job.title}</span>
        </button>
        {isElsewhere && <span className={styles.elapsed}>{t('on {{context}}', { context: job.context })}</span>}
        <span className={styles.elapsed}>{elapsed}</span>
        <IconButton
          size="small"
          label={
            isRunning
              ? t('Cancel: {{title}}', { title: job.title })
              : t('Take off the list: {{title}}', { title: job.title })
          }
          icon={<IconX />}
          onClick={leave}
        />
      </div>
      <div className={styles.body}>
        {isRunning && <ProgressBar label={job.title} value={progressOf(job)} />}
        <TransferLine job={job} />
        {job.error ? (
          <ErrorNotice error={job.error} actions={waysOn(job, onNavigate, navigate)} />
        ) : (
          <p className={styles.message}>{job.message || WORDS[job.state]}</p>
        )}
        {job.state === 'cancelled' && job.canRetry && (
          <button type="button" className={styles.again} onClick={() => retry(job)}>
            {t('Try again')}
          </button>
        )}
        {job.kind === 'build' && (
          <Link className={styles.result} href={buildPlace(job)} onClick={onNavigate}>
            {t('Open the build')}
          </Link>
        )}
        {job.result && <JobOutcome context={job.context} result={job.result} onNavigate={onNavigate} />}
        {TAUGHT.has(job.kind) && job.result && (
          <button
            type="button"
            className={styles.again}
            onClick={() => {
              onNavigate();
              openWhatHappened({ jobId: job.id });
            }}
          >
            {t('What happened, step by step')}
          </button>
        )}
        {isOpen && (
          <>
            {job.command !== undefined && <CommandLine command={job.command} />}
            <JobItems items={job.items} />
            <JobLog jobId={job.id} />
          </>
        )}
      </div>
    </li>
  );
}

const buildPlace = ({ id, context }: Job): string =>
  context === undefined ? `/builds/${id}` : onContext(context, `/builds/${id}`);

// Tenths that race while it runs help nobody.
const roundWhile = (isRunning: boolean, ms: number) => (isRunning ? Math.floor(ms / 1000) * 1000 : ms);
