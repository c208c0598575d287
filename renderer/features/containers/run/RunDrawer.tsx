import { Button, Drawer } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { runCommand } from '../../../../contract/commands/runCommand.ts';
import { CommandLine, ErrorNotice, Kbd, shownShortcut } from '../../../ui/index.ts';
import { useActions } from '../actions/useActions.ts';
import { useCliArgs } from '../actions/useCliArgs.ts';
import { EMPTY_DRAFT, type RunDraft } from './draft.ts';
import { allProblems, fieldOfError, takenPorts } from './fieldErrors.ts';
import { readDraft } from './readDraft.ts';
import styles from './Run.module.css';
import { RunForm } from './RunForm.tsx';
import { RunProgress } from './RunProgress.tsx';
import { useRunCheck } from './useRunCheck.ts';
import { useRunJob } from './useRunJob.ts';
import { runWarnings } from './warnings.ts';

interface RunDrawerProps {
  readonly context: string;
  readonly image?: string;
  readonly onClose: () => void;
}

/** What was typed and not run yet: closing the form by mistake loses nothing. */
let kept: RunDraft = EMPTY_DRAFT;

export function RunDrawer({ context, image, onClose }: RunDrawerProps) {
  const actions = useActions();
  const cliArgs = useCliArgs();
  const [draft, setDraft] = useState<RunDraft>(image === undefined ? kept : { ...EMPTY_DRAFT, image });
  // A form that nobody has touched yet is not full of mistakes.
  const [isTouched, setTouched] = useState(false);
  const change = (fields: Partial<RunDraft>) => {
    kept = { ...draft, ...fields };
    setDraft(kept);
  };

  const { settings, problems: ownProblems } = readDraft(draft);
  const check = useRunCheck(context, settings, ownProblems);
  const run = useRunJob(context, (ids) => {
    kept = EMPTY_DRAFT;
    onClose();
    const [id] = ids;
    if (id !== undefined) actions.open(id, draft.tty && draft.openStdin && draft.start ? 'terminal' : undefined);
  });
  const found = allProblems(ownProblems, check, draft);
  const ofError = fieldOfError(run.error, draft);
  const withError = ofError ? { ...found, [ofError[0]]: found[ofError[0]] ?? ofError[1] } : found;
  const { image: imageProblem, ...others } = withError;
  const problems = isTouched || draft.image !== '' || imageProblem === undefined ? withError : others;
  const taken = takenPorts(draft, check, run.error);
  const isReady = Object.keys(ownProblems).length === 0;
  const warnings = runWarnings(settings);

  const submit = () => {
    setTouched(true);
    if (isReady && !run.isBusy) run.submit(settings);
  };

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="42rem"
      title="Run a container"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        submit();
      }}
      classNames={{ content: styles.content, body: styles.body }}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={styles.scroll}>
          <RunForm context={context} draft={draft} onChange={change} problems={problems} taken={taken} />
        </div>
        <div className={styles.footer}>
          {warnings.map((warning) => (
            <p key={warning} className={styles.warning}>
              <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
              {warning}
            </p>
          ))}
          {run.error && !ofError && <ErrorNotice error={run.error} />}
          {run.isBusy && run.job && <RunProgress job={run.job} />}
          {settings.image !== '' && (
            <CommandLine command={runCommand(settings, cliArgs)} label="The same on the command line" />
          )}
          <div className={styles.buttons}>
            <Button
              variant="subtle"
              disabled={run.isBusy}
              onClick={() => {
                setTouched(false);
                change(EMPTY_DRAFT);
              }}
            >
              Clear
            </Button>
            <span className={styles.space} />
            {run.isBusy && run.job ? (
              <>
                <Button variant="default" onClick={run.cancel}>
                  Cancel the job
                </Button>
                <Button onClick={onClose}>Go on in the background</Button>
              </>
            ) : (
              <>
                <Button variant="default" onClick={onClose}>
                  Close
                </Button>
                <Button type="submit" loading={run.isBusy} rightSection={<Kbd keys={shownShortcut('mod+enter')} />}>
                  {draft.start ? 'Run' : 'Create'}
                </Button>
              </>
            )}
          </div>
        </div>
      </form>
    </Drawer>
  );
}
