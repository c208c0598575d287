import { Button, Loader, SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { RefusedSettings } from '../../../contract/model/daemonConfig.ts';
import { client } from '../../rpc/index.ts';
import { deferred, ErrorNotice, notify } from '../../ui/index.ts';
import styles from './Config.module.css';
import { ConfigForm } from './ConfigForm.tsx';
import { configProblems } from './problems.ts';
import { Refused } from './Refused.tsx';
import { t } from './texts/index.ts';

const ConfigText = deferred(async () => (await import('./ConfigText.tsx')).ConfigText);

interface Saved {
  readonly text: string;
  readonly needsRestart: boolean;
  readonly refused?: RefusedSettings;
}

export interface EngineConfigProps {
  /** Another state of the engine: what is in force is read again. */
  readonly state: string | undefined;
  readonly isBusy: boolean;
  readonly restart: () => void;
  readonly restartError: AppError | undefined;
}

/** daemon.json of the app's own engine, as a form and as text; dockerd itself has the last word before it is saved. */
export function EngineConfig({ state, isBusy, restart, restartError }: EngineConfigProps) {
  const [saved, setSaved] = useState<Saved>();
  const [text, setText] = useState('');
  const [view, setView] = useState<'form' | 'text'>('form');
  const [error, setError] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const [turn, setTurn] = useState(0);

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
  }, [state, turn]);

  if (!saved) return error ? <ErrorNotice isBlock error={error} /> : <Loader m="lg" aria-label={t('Loading')} />;
  const isWrong = configProblems(text).some(({ isError }) => isError);
  const isChanged = text !== saved.text;
  const save = async () => {
    if (isWrong || !isChanged || isSaving) return;
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
      <div className={styles.head}>
        <SegmentedControl
          aria-label={t('Shown as')}
          data={[
            { value: 'form', label: t('Form') },
            { value: 'text', label: t('Text') },
          ]}
          value={view}
          onChange={(value) => setView(value === 'text' ? 'text' : 'form')}
        />
        <p className={styles.dim}>
          {t(
            'daemon.json of Gantry’s engine. dockerd checks it before it is saved; one that it refuses changes nothing.',
          )}
        </p>
        <span className={styles.buttons}>
          <Button variant="default" disabled={!isChanged} onClick={() => setText(saved.text)}>
            {t('Revert')}
          </Button>
          <Button disabled={!isChanged || isWrong} loading={isSaving} onClick={() => void save()}>
            {t('Save')}
          </Button>
        </span>
      </div>
      {saved.refused && <Refused refused={saved.refused} onEdit={(refused) => (setText(refused), setView('text'))} />}
      {saved.needsRestart && (
        <output className={styles.restart}>
          <span>
            {t('What was saved takes effect when the engine is started again. Its containers stop meanwhile.')}{' '}
            {t('If it does not come up with it, it goes back to the configuration before by itself.')}
          </span>
          <Button variant="default" loading={isBusy} disabled={state !== 'running'} onClick={restart}>
            {t('Restart the engine')}
          </Button>
        </output>
      )}
      {restartError && <ErrorNotice error={restartError} />}
      {error && <ErrorNotice error={error} />}
      {view === 'form' ? (
        <div className={styles.form}>
          <ConfigForm text={text} onChange={setText} />
        </div>
      ) : (
        <ConfigText value={text} onChange={setText} onSave={() => void save()} />
      )}
    </div>
  );
}
