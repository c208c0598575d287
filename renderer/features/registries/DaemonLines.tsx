import { Button } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import { client } from '../../rpc/index.ts';
import { CopyButton, ErrorNotice, notify } from '../../ui/index.ts';
import { withNames } from './engineTrust.ts';
import styles from './Registries.module.css';
import { t } from './texts/index.ts';

interface DaemonLinesProps {
  readonly settingKey: 'insecure-registries' | 'registry-mirrors';
  readonly names: readonly string[];
  /** Gantry’s own engine: there it can be done at once. */
  readonly isOwn: boolean;
  readonly label: string;
  readonly says: string;
}

/** The exact lines for daemon.json; on Gantry's own engine also a button that puts them there. */
export function DaemonLines({ settingKey, names, isOwn, label, says }: DaemonLinesProps) {
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const put = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { text } = await client.engine.settings({});
      const changed = withNames(text, settingKey, names);
      if (changed !== undefined) await client.engine.saveSettings({ text: changed });
      notify({
        title: changed === undefined ? t('Gantry’s engine has it already') : t('Gantry’s engine knows it now'),
        tone: 'success',
      });
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const lines = JSON.stringify({ [settingKey]: names }, undefined, 2);
  return (
    <>
      <p className={styles.dim}>
        {says}{' '}
        {isOwn
          ? t('It takes effect at once.')
          : t('Put this into its daemon.json, and let it read that again (sudo systemctl reload docker):')}
      </p>
      <figure className={styles.lines} aria-label={label}>
        <code>{lines}</code>
        <CopyButton text={lines} label={t('Copy the lines')} />
      </figure>
      {isOwn && (
        <div>
          <Button variant="default" loading={isBusy} onClick={() => void put()}>
            {t('Put it into the settings of Gantry’s engine')}
          </Button>
        </div>
      )}
      {error && <ErrorNotice error={error} />}
    </>
  );
}
