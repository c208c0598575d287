import { Button, Drawer } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSelector } from 'react-redux';
import { runCommand } from '../../../../contract/commands/runCommand.ts';
import { maskSecrets } from '../../../../contract/model/run/secrets.ts';
import { CommandLine, Kbd, notify, shownShortcut } from '../../../ui/index.ts';
import { useActions } from '../actions/useActions.ts';
import { useCliArgs } from '../actions/useCliArgs.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { type RunDraft, textIn, withText } from './draft/draft.ts';
import { EMPTY_DRAFT, readDraft } from './draft/readDraft.ts';
import { allProblems, fieldOfError, isSameField, takenPorts } from './fieldErrors.ts';
import look from '../../../ui/form/Form.module.css';
import styles from './Run.module.css';
import { RunFailure } from './RunFailure.tsx';
import { RunSettingsForm, type RunSettingsFormHandle } from './form/RunSettingsForm.tsx';
import { RunProgress } from './RunProgress.tsx';
import { useRunCheck } from './useRunCheck.ts';
import { useRunJob } from './useRunJob.ts';
import { runNotes } from './notes.ts';
import { dangersAt } from './dangersAt.ts';

interface RunDrawerProps {
  readonly context: string;
  readonly image?: string;
  readonly onClose: () => void;
}

/** What was typed and not run yet: closing the form by mistake loses nothing. */
let kept: RunDraft = EMPTY_DRAFT;
/** What failed runs of it have made: it has the name and the ports that the next try wants. */
let keptLeft: readonly string[] = [];

const { selectEntities } = containersSlice.selectors;

export function RunDrawer({ context, image, onClose }: RunDrawerProps) {
  const actions = useActions();
  const cliArgs = useCliArgs();
  const [draft, setDraft] = useState<RunDraft>(image === undefined ? kept : withText(EMPTY_DRAFT, 'image', image));
  // A form that nobody has touched yet is not full of mistakes.
  const [isTouched, setTouched] = useState(false);
  const change = useCallback((edit: (before: RunDraft) => RunDraft) => setDraft((before) => (kept = edit(before))), []);

  const [leftIds, setLeftIds] = useState(keptLeft);
  const changeLeft = (ids: readonly string[]) => {
    keptLeft = ids;
    setLeftIds(ids);
  };
  // Those that somebody has removed meanwhile are in nobody's way.
  const entities = useSelector(selectEntities);
  const left = leftIds.flatMap((id) => entities[id] ?? []);

  const { settings, problems: ownProblems, placeOf } = useMemo(() => readDraft(draft), [draft]);
  const check = useRunCheck(context, settings, ownProblems);
  const run = useRunJob(context, {
    onDone(ids, warnings) {
      kept = EMPTY_DRAFT;
      changeLeft([]);
      onClose();
      const [id] = ids;
      if (id !== undefined)
        actions.open(id, settings.tty && settings.openStdin && settings.start ? 'terminal' : undefined);
      if (warnings.length > 0) {
        const title = `${settings.start ? 'Runs' : 'Created'}, but the engine warns`;
        notify({ title, message: warnings.join('\n'), isSticky: true });
      }
    },
    onLeft: (ids) => changeLeft([...leftIds.filter((id) => !ids.includes(id)), ...ids]),
    onRemoved: (ids) => changeLeft(leftIds.filter((id) => !ids.includes(id))),
  });
  const [submitted, setSubmitted] = useState(draft);
  const found = allProblems(ownProblems, check, draft, leftIds);
  // What the engine refused is said until that field is changed.
  const placed = fieldOfError(run.error, submitted, placeOf);
  const ofError = placed && isSameField(placed[0], submitted, draft) ? placed : undefined;
  const withError = ofError ? { ...found, [ofError[0]]: found[ofError[0]] ?? ofError[1] } : found;
  const { image: imageProblem, ...others } = withError;
  const problems = isTouched || textIn(draft, 'image') !== '' || imageProblem === undefined ? withError : others;
  const taken = takenPorts(draft, check, run.error);
  const isReady = Object.keys(ownProblems).length === 0;
  const notes = runNotes(settings);
  const dangers = useMemo(() => dangersAt(settings, placeOf), [settings, placeOf]);

  const submit = (replaced: readonly string[] = []) => {
    setTouched(true);
    if (run.isBusy) return;
    if (!isReady) return setAttempts(attempts + 1);
    setSubmitted(draft);
    run.submit(settings, replaced);
  };

  // Nobody should have to look for what is wrong: after each try the first field that is wrong is shown.
  const form = useRef<RunSettingsFormHandle>(null);
  const [attempts, setAttempts] = useState(0);
  const refusedField = ofError?.[0];
  useEffect(() => {
    if (attempts > 0 || refusedField !== undefined) form.current?.showFirstProblem();
  }, [attempts, refusedField]);

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
      classNames={{ content: look.content, body: look.body }}
    >
      <form
        className={look.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={look.scroll}>
          <RunSettingsForm
            ref={form}
            context={context}
            draft={draft}
            onChange={change}
            problems={problems}
            dangers={dangers}
            taken={taken}
          />
        </div>
        <div className={look.footer}>
          {notes.map((note) => (
            <p key={note} className={styles.warning}>
              <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
              {note}
            </p>
          ))}
          {!run.isBusy && (
            <RunFailure
              error={placed ? undefined : run.error}
              left={left}
              onRunAgain={() => submit(left.map(({ id }) => id))}
              onOpen={(id) => {
                onClose();
                actions.open(id);
              }}
            />
          )}
          {run.isBusy && run.job && <RunProgress job={run.job} />}
          {settings.image !== '' && (
            <CommandLine
              command={runCommand(settings, cliArgs)}
              shown={runCommand(maskSecrets(settings), cliArgs)}
              label="The same on the command line"
            />
          )}
          <div className={look.buttons}>
            <Button
              variant="subtle"
              disabled={run.isBusy}
              onClick={() => {
                setTouched(false);
                change(() => EMPTY_DRAFT);
                changeLeft([]);
              }}
            >
              Clear
            </Button>
            <span className={look.space} />
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
                  {settings.start ? 'Run' : 'Create'}
                </Button>
              </>
            )}
          </div>
        </div>
      </form>
    </Drawer>
  );
}
