import { Button } from '@mantine/core';
import { useState } from 'react';
import { type AppError, isCancelled, toAppError } from '../../../contract/errors.ts';
import { client } from '../../rpc/index.ts';
import { download, ErrorNotice, Section } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import styles from './Troubleshooting.module.css';
import { t } from './texts/index.ts';

/** One file to show to somebody who helps. It goes nowhere by itself. */
export function Diagnostics() {
  const context = useSelectedContext()?.name;
  const [files, setFiles] = useState<readonly string[]>();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const bundle = await client.troubleshooting.bundle(context === undefined ? {} : { context });
      download(bundle.downloadUrl);
      setFiles(bundle.files);
    } catch (thrown) {
      if (!isCancelled(thrown)) setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      title={t('Diagnostics')}
      description={t(
        'One file with logs, settings and facts of this computer and the engine. Passwords, tokens and keys are taken out. It is saved where you want it, and sent to nobody.',
      )}
      actions={
        <Button variant="default" loading={isBusy} onClick={() => void save()}>
          {t('Save diagnostics…')}
        </Button>
      }
    >
      {error && <ErrorNotice error={error} />}
      <output className={styles.dim}>{files && t('It holds: {{files}}.', { files: files.join(', ') })}</output>
    </Section>
  );
}
