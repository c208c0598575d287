import { Button, Drawer } from '@mantine/core';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { AppError } from '../../../contract/errors.ts';
import type { RunSettings } from '../../../contract/model/run.ts';
import type { WantedChange } from '../../../contract/services/containerChanges.ts';
import { client } from '../../rpc/index.ts';
import {
  CommandLine,
  ErrorNotice,
  formatDateTime,
  isConfirm,
  Kbd,
  shownShortcut,
  useReturnFocus,
} from '../../ui/index.ts';
import look from '../../ui/form/Form.module.css';
import { useLoad } from '../../ui/useLoad.ts';
import { JobProgress, useFollowedJob } from '../jobs/index.ts';
import styles from './ContainerChange.module.css';
import { type ReviewOptions, ReviewStep } from './ReviewStep.tsx';
import { StackNotice, stackIn } from './StackNotice.tsx';
import { t } from './texts/index.ts';

/** What the form of all settings is given. */
export interface EditorProps {
  readonly context: string;
  readonly initial: RunSettings;
  readonly onSettings: (settings: RunSettings, isReady: boolean) => void;
  readonly error?: AppError | undefined;
  readonly onErrorPlaced?: (isPlaced: boolean) => void;
  readonly ref?: Ref<{ readonly showFirstProblem: () => void }>;
}

export type EditorComponent = (props: EditorProps) => ReactNode;

interface EditDrawerProps {
  readonly context: string;
  readonly request: { readonly id: string; readonly name: string; readonly versionId?: string; readonly at?: number };
  readonly Editor: EditorComponent;
  readonly onClose: () => void;
}

const NO_OPTIONS: ReviewOptions = { keepsOld: true, watchSeconds: 5, takesNewerImage: false };

/** First the settings as a form, then exactly what becomes different; a step back to an earlier version begins there. */
export function EditDrawer({ context, request, Editor, onClose }: EditDrawerProps) {
  useReturnFocus();
  const { id, name, versionId, at } = request;
  const [, navigate] = useLocation();
  const isForm = versionId === undefined;
  const loaded = useLoad(isForm ? `${context} ${id}` : undefined, (signal) =>
    client.containerSettings.of({ context, id }, { signal }),
  );
  const before = loaded.value?.settings;
  const stack = before && stackIn(before);
  const [edited, setEdited] = useState<{ readonly settings: RunSettings; readonly isReady: boolean }>();
  const [isReviewing, setReviewing] = useState(!isForm);
  const [options, setOptions] = useState(NO_OPTIONS);
  const [isPlaced, setPlaced] = useState(false);
  const editor = useRef<{ readonly showFirstProblem: () => void }>(null);

  const wanted: WantedChange | undefined = isForm
    ? before && edited && { type: 'settings', before, after: edited.settings }
    : { type: 'version', versionId };
  const { takesNewerImage } = options;
  const preview = useLoad(isReviewing && wanted ? JSON.stringify([wanted, takesNewerImage]) : undefined, (signal) =>
    client.containerChanges.preview({ context, id, wanted: wanted!, takesNewerImage }, { signal }),
  );
  const change = useFollowedJob();
  const shown = preview.value;
  const isPossible = shown !== undefined && shown.way !== 'nothing' && shown.refusal === undefined;

  const isDone = change.job?.state === 'done';
  const newId = change.job?.result?.type === 'containers' ? change.job.result.ids[0] : undefined;
  useEffect(() => {
    if (!isDone) return;
    onClose();
    if (newId !== undefined) navigate(`/containers/${newId}`);
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it has ended
  }, [isDone]);

  // What had the keyboard is hidden by the next step.
  const scroll = useRef<HTMLDivElement>(null);
  const step = (toReview: boolean) => {
    setReviewing(toReview);
    scroll.current?.focus();
  };

  const submit = () => {
    if (change.isBusy) return;
    if (!isReviewing) {
      if (edited?.isReady) step(true);
      else editor.current?.showFirstProblem();
    } else if (isPossible && wanted)
      change.start(() => client.containerChanges.apply({ context, id, wanted, ...options }));
  };

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="42rem"
      title={
        isForm
          ? t('Edit {{name}}', { name })
          : t('Bring {{name}} back to {{how}}', { name, how: at === undefined ? 'then' : formatDateTime(at) })
      }
      classNames={{ content: look.content, body: look.body }}
      onKeyDown={(event) => {
        if (!isConfirm(event)) return;
        event.preventDefault();
        submit();
      }}
    >
      <form
        className={look.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div ref={scroll} className={look.scroll} tabIndex={-1}>
          {loaded.error && <ErrorNotice error={loaded.error} isBlock />}
          {before && (
            <div hidden={isReviewing}>
              {stack && <StackNotice stack={stack} onLeave={onClose} />}
              <Editor
                ref={editor}
                context={context}
                initial={before}
                error={change.error}
                onErrorPlaced={setPlaced}
                onSettings={(settings, isReady) => setEdited({ settings, isReady })}
              />
            </div>
          )}
          {isReviewing && shown && (
            <ReviewStep preview={shown} options={options} onOptions={setOptions} onLeave={onClose} />
          )}
          {isReviewing && !shown && !preview.error && <p className={styles.quiet}>{t('Comparing…')}</p>}
        </div>
        <div className={look.footer}>
          {isReviewing && preview.error && <ErrorNotice error={preview.error} />}
          {isReviewing && shown?.refusal !== undefined && (
            <p className={styles.refusal} role="alert">
              “{name}” {shown.refusal}.
            </p>
          )}
          {change.error && !change.isBusy && !(isPlaced && !isReviewing) && <ErrorNotice error={change.error} />}
          {change.isBusy && change.job && <JobProgress job={change.job} />}
          {isReviewing && isPossible && (
            <CommandLine
              command={shown.command}
              shown={shown.shownCommand}
              label={
                shown.dependents.length > 0
                  ? t('The same on the command line for {{name}}; what lives in it is made anew the same way', { name })
                  : t('The same on the command line')
              }
            />
          )}
          <div className={look.buttons}>
            <span className={look.space} />
            {change.isBusy ? (
              <>
                <Button variant="default" onClick={change.cancel}>
                  {t('Cancel the change')}
                </Button>
                <Button onClick={onClose}>{t('Go on in the background')}</Button>
              </>
            ) : (
              <>
                <Button variant="default" onClick={onClose}>
                  {t('Close')}
                </Button>
                {isReviewing && isForm && (
                  <Button variant="default" onClick={() => step(false)}>
                    {t('Back')}
                  </Button>
                )}
                <Button
                  type="submit"
                  disabled={isReviewing ? !isPossible : !edited}
                  rightSection={<Kbd keys={shownShortcut('mod+enter')} />}
                >
                  {isReviewing ? t('Change') : t('Review the changes')}
                </Button>
              </>
            )}
          </div>
        </div>
      </form>
    </Drawer>
  );
}
