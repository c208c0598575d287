import { Button } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { LocalRegistry } from '../../../contract/model/registry.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ErrorNotice, KeyValues, Section } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import type { RegistryDialog } from './dialogs/RegistryDialogs.tsx';
import styles from './Registries.module.css';
import { pushExample } from './pushExample.ts';
import { t } from './texts/index.ts';

interface LocalSectionProps {
  readonly context: string;
  readonly isConnected: boolean;
  readonly name: string;
  readonly local: LocalRegistry;
  readonly onDialog: (dialog: RegistryDialog) => void;
}

/** The registry's container: whether it runs, where its data is. */
export function LocalSection({ context, isConnected, name, local, onDialog }: LocalSectionProps) {
  const cliArgs = useSelectedContext()?.cliArgs ?? [];
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const apply = async (type: 'start' | 'stop') => {
    setBusy(true);
    setError(undefined);
    try {
      const results = client.containers.apply({ context, ids: [local.containerId], action: { type } });
      for await (const result of results) if (result.error) setError(result.error);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      title={t('This engine’s own registry')}
      actions={
        <>
          <Button
            variant="default"
            disabled={!isConnected}
            loading={isBusy}
            onClick={() => void apply(local.isRunning ? 'stop' : 'start')}
          >
            {local.isRunning ? t('Stop') : t('Start')}
          </Button>
          <Button variant="default" disabled={!isConnected} onClick={() => onDialog({ type: 'remove-local', name })}>
            {t('Remove…')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <KeyValues
          items={[
            { key: t('State'), value: local.isRunning ? t('running') : t('stopped') },
            { key: t('Container'), value: local.containerName, copy: local.containerName },
            { key: t('Image'), value: local.image, isMono: true },
            { key: t('Data'), value: local.volume && t('volume {{volume}}', { volume: local.volume }) },
          ]}
        />
        {error && <ErrorNotice error={error} />}
        {local.isRunning && <CommandLine command={pushExample(name, cliArgs)} label={t('To push an image to it')} />}
      </div>
    </Section>
  );
}
