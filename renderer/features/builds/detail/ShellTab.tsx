import { Button, Loader } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import { useSelector } from 'react-redux';
import { type BuildDetail, shellJobId } from '../../../../contract/model/build.ts';
import type { Job } from '../../../../contract/model/job.ts';
import { client } from '../../../rpc/index.ts';
import { EmptyState, ErrorNotice } from '../../../ui/index.ts';
import { jobsSlice } from '../../jobs/index.ts';
import { TerminalPanel } from '../../terminal/index.ts';
import styles from './Detail.module.css';
import { t } from '../texts/index.ts';

const { selectJobEntities } = jobsSlice.selectors;
type Root = Parameters<typeof selectJobEntities>[0];

/** The job of the shell in what a build left; it is there as long as the shell. */
export const useShellJob = (buildId: string): Job | undefined =>
  useSelector((root: Root) => selectJobEntities(root)[shellJobId(buildId)]);

interface ShellTabProps {
  readonly detail: BuildDetail;
  readonly job?: Job;
  readonly onOpen: () => void;
}

/** A terminal in the files as they were right before the step that failed. */
export function ShellTab({ detail: { summary, failure }, job, onOpen }: ShellTabProps) {
  const container = job?.state === 'running' && job.result?.type === 'containers' ? job.result.ids[0] : undefined;
  if (job?.state === 'running' && container === undefined) {
    return (
      <output className={styles.waiting}>
        <Loader size="xs" aria-hidden="true" /> {job.message || t('Restoring the state before the failed step')}
      </output>
    );
  }
  if (container === undefined) {
    return (
      <>
        {job?.state === 'failed' && job.error && <ErrorNotice isBlock error={job.error} />}
        <EmptyState
          icon={<IconTerminal2 />}
          title={t('No shell is open')}
          actions={<Button onClick={onOpen}>{t('Open a shell in the last good state')}</Button>}
        >
          {t(
            'It runs in a container of its own, with the files, environment, user and folder as they were right before line {{line}}. When it ends, everything of it is removed.',
            { line: failure?.line ?? '' },
          )}
        </EmptyState>
      </>
    );
  }
  return (
    <div className={styles.shell}>
      <div className={styles.shellBar}>
        <span>
          {t(
            'As it was right before line {{line}}. What is changed here is gone when the shell ends, with “exit” or here.',
            { line: failure?.line ?? '' },
          )}
        </span>
        <Button
          variant="default"
          onClick={() => {
            // How it ended is in the job.
            if (job) client.jobs.cancel({ jobId: job.id }).catch(() => undefined);
          }}
        >
          {t('End the shell')}
        </Button>
      </div>
      <TerminalPanel
        context={summary.context}
        id={container}
        name={`state of ${summary.title}`}
        state="running"
        isInteractive
      />
    </div>
  );
}
