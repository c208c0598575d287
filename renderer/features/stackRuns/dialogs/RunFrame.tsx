import { Button, Modal } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CommandLine, ErrorNotice } from '../../../ui/index.ts';
import { StepTitle } from '../../../ui/StepTitle.tsx';
import { JobProgress, type useFollowedJob } from '../../jobs/index.ts';
import styles from './Dialogs.module.css';
import { t } from '../texts/index.ts';

interface RunFrameProps {
  readonly title: string;
  readonly run: ReturnType<typeof useFollowedJob>;
  /** What is asked before it is begun. */
  readonly children: ReactNode;
  readonly command: string;
  readonly runLabel: string;
  readonly isReady?: boolean;
  readonly isDangerous?: boolean;
  /** After it ended well. */
  readonly end?: ReactNode;
  readonly onRun: () => void;
  readonly onClose: () => void;
}

/** Asks, begins, and follows what was begun where it was begun; closed, it goes on in the background. */
export function RunFrame(props: RunFrameProps) {
  const { title, run, children, command, runLabel, isReady = true, isDangerous = false, end, onRun, onClose } = props;
  const { job, error, isBusy } = run;
  const warnings = job?.result?.type === 'stack' ? job.result.warnings : [];
  const isDone = job?.state === 'done';
  return (
    <Modal opened onClose={onClose} title={<StepTitle title={title} />} size="lg" withCloseButton={false}>
      <form
        className={styles.body}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isBusy) onRun();
        }}
      >
        {!job && children}
        {job && <JobProgress job={job} />}
        {error && <ErrorNotice error={error} />}
        {job?.state === 'cancelled' && <output className={styles.quiet}>{job.message}</output>}
        {isDone && (
          <output className={styles.done}>
            <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
            {job.message}
          </output>
        )}
        {warnings.map((warning) => (
          <p key={warning} className={styles.warning}>
            {warning}
          </p>
        ))}
        {isDone && end}
        <CommandLine command={command} label={t('The same on the command line')} />
        <div className={styles.buttons}>
          {isBusy ? (
            <>
              <Button variant="default" onClick={run.cancel}>
                {t('Cancel it')}
              </Button>
              <Button onClick={onClose} data-autofocus>
                {t('Go on in the background')}
              </Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={onClose} data-autofocus={isDangerous || undefined}>
                {job ? t('Close') : t('Cancel')}
              </Button>
              {!isDone && (
                <Button type="submit" color={isDangerous ? 'red' : undefined} disabled={!isReady}>
                  {job || error ? t('Try again') : runLabel}
                </Button>
              )}
            </>
          )}
        </div>
      </form>
    </Modal>
  );
}
