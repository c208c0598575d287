import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { type AppError, isCancelled, toAppError } from '../../../contract/errors.ts';
import type { SettingsImport } from '../../../contract/model/settingPath.ts';
import { client } from '../../rpc/index.ts';
import { download, ErrorNotice, notify, Section } from '../../ui/index.ts';
import { ImportDialog } from './ImportDialog.tsx';
import styles from './Settings.module.css';
import { t } from './texts/index.ts';

/** Export and import. */
export function FileSection() {
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<AppError>();
  const [read, setRead] = useState<{ readonly text: string; readonly trial: SettingsImport }>();
  const fail = (thrown: unknown) => {
    if (!isCancelled(thrown)) setError(toAppError(thrown));
  };
  const exportAll = async () => {
    setError(undefined);
    const { downloadUrl, leftOut } = await client.settingsFile.export({});
    download(downloadUrl);
    if (leftOut.length === 0) return;
    const names = leftOut.join(', ');
    notify({ title: t('Passwords were left out'), message: t('They are not in the file: {{names}}.', { names }) });
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    setError(undefined);
    const text = await file.text();
    setRead({ text, trial: await client.settingsFile.import({ text, isTrial: true }) });
  };
  return (
    <Section
      title={t('Take the settings along')}
      description={t(
        'As a JSON file, without passwords and tokens. Sign-ins to registries stay where the docker CLI keeps them.',
      )}
    >
      {error && <ErrorNotice isBlock error={error} />}
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => void exportAll().catch(fail)}>
          {t('Export…')}
        </Button>
        <Button variant="default" onClick={() => input.current?.click()}>
          {t('Import…')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t('File with settings')}
          onChange={(event) => {
            const { currentTarget } = event;
            take(currentTarget.files?.[0])
              .catch(fail)
              .finally(() => (currentTarget.value = '')); // the same file can be chosen again
          }}
        />
      </div>
      {read && <ImportDialog {...read} onClose={() => setRead(undefined)} />}
    </Section>
  );
}
