import { Button, Loader, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, notify } from '../../ui/index.ts';
import styles from './Config.module.css';
import { useEngineStatus } from './engineStatus.ts';
import { jsonProblem } from './jsonProblem.ts';
import { useEngineAction } from './useEngineAction.ts';
import { Sentence, t } from './texts/index.ts';

/** daemon.json of the app's own engine: checked by dockerd itself before it replaces the one before. */
export function ConfigTab() {
  const [saved, setSaved] = useState<{ readonly text: string; readonly needsRestart: boolean }>();
  const [text, setText] = useState('');
  const [error, setError] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const [turn, setTurn] = useState(0);
  const status = useEngineStatus();
  const { run, busy, error: restartError } = useEngineAction();
  const stateType = status?.state.type;

  useEffect(() => {
    const abort = new AbortController();
    client.engine.settings({}, { signal: abort.signal }).then(
      (settings) => {
        // What is being typed stays; only what was read before gives way to what is there now.
        setSaved((before) => {
          setText((typed) => (before === undefined || typed === before.text ? settings.text : typed));
          return settings;
        });
      },
      (thrown: unknown) => {
        if (!abort.signal.aborted) setError(toAppError(thrown));
      },
    );
    return () => abort.abort();
  }, [stateType, turn]);

  if (!saved) return error ? <ErrorNotice isBlock error={error} /> : <Loader m="lg" aria-label={t('Loading')} />;
  const problem = jsonProblem(text);
  const isChanged = text !== saved.text;
  const save = async () => {
    if (problem !== undefined || !isChanged || isSaving) return;
    setSaving(true);
    setError(undefined);
    try {
      await client.engine.saveSettings({ text });
      setSaved({ ...saved, text });
      setTurn(turn + 1);
      notify({ title: t('The configuration was saved'), tone: 'success' });
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setSaving(false);
    }
  };

  return (
    <div className={styles.config}>
      <p className={styles.intro}>
        <Sentence
          text="{{file}} of Gantry’s engine. dockerd checks it before it is saved; one that it refuses changes nothing."
          parts={{ file: <code>daemon.json</code> }}
        />
      </p>
      {saved.needsRestart && (
        <output className={styles.restart}>
          <span>
            {t('What was saved takes effect when the engine is started again. Its containers stop meanwhile.')}
          </span>
          <Button
            variant="default"
            loading={busy !== undefined}
            disabled={stateType !== 'running'}
            onClick={() => run('restart')}
          >
            {t('Restart the engine')}
          </Button>
        </output>
      )}
      {restartError && <ErrorNotice error={restartError} />}
      <Textarea
        aria-label="daemon.json"
        classNames={{ root: styles.editor, wrapper: styles.editorWrapper, input: styles.text }}
        spellCheck={false}
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void save();
          }
        }}
      />
      {error && <ErrorNotice error={error} />}
      <div className={styles.buttons}>
        <Button disabled={!isChanged || problem !== undefined} loading={isSaving} onClick={() => void save()}>
          {t('Save')}
        </Button>
        <Button variant="default" disabled={!isChanged} onClick={() => setText(saved.text)}>
          {t('Revert')}
        </Button>
      </div>
    </div>
  );
}
