import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { runCommand } from '../../../../contract/commands/runCommand.ts';
import { maskSecrets } from '../../../../contract/model/run/secrets.ts';
import { CommandLine, Kbd, shownShortcut } from '../../../ui/index.ts';
import { useCliArgs } from '../actions/useCliArgs.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { engineHost } from '../text/ports.ts';
import { runNotes } from './notes.ts';
import { RunFailure } from './RunFailure.tsx';
import { RunProgress } from './RunProgress.tsx';
import type { RunAttempt } from './useRunAttempt.ts';
import look from '../../../ui/form/Form.module.css';
import styles from './Run.module.css';
import { t } from '../texts/index.ts';

interface RunFooterProps {
  readonly attempt: RunAttempt;
  readonly onOpen: (id: string) => void;
  readonly onClear: () => void;
  readonly onClose: () => void;
}

/** What would be run, how a try went, and the buttons. */
export function RunFooter({ attempt, onOpen, onClear, onClose }: RunFooterProps) {
  const cliArgs = useCliArgs();
  const machine = engineHost(useSelectedContext());
  const { settings, error, left, job, submit } = attempt;
  return (
    <div className={look.footer}>
      {runNotes(settings, machine).map((note) => (
        <p key={note} className={styles.warning}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
          {note}
        </p>
      ))}
      {!job.isBusy && (
        <RunFailure error={error} left={left} onRunAgain={() => submit(left.map(({ id }) => id))} onOpen={onOpen} />
      )}
      {job.isBusy && job.job && <RunProgress job={job.job} />}
      {settings.image !== '' && (
        <CommandLine
          command={runCommand(settings, cliArgs)}
          shown={runCommand(maskSecrets(settings), cliArgs)}
          label={t('The same on the command line')}
        />
      )}
      <div className={look.buttons}>
        <Button variant="subtle" disabled={job.isBusy} onClick={onClear}>
          {t('Clear')}
        </Button>
        <span className={look.space} />
        {job.isBusy && job.job ? (
          <>
            <Button variant="default" onClick={job.cancel}>
              {t('Cancel the job')}
            </Button>
            <Button onClick={onClose}>{t('Go on in the background')}</Button>
          </>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              {t('Close')}
            </Button>
            <Button type="submit" loading={job.isBusy} rightSection={<Kbd keys={shownShortcut('mod+enter')} />}>
              {settings.start ? t('Run') : t('Create')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
