import { Button } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { EngineState } from '../../../contract/model/engine.ts';
import type { VmOverview } from '../../../contract/model/engineVm.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, CopyButton, download, ErrorNotice, formatSize, notify, Section } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import styles from './Vm.module.css';
import { t } from './texts/index.ts';

interface VmRemovalProps {
  readonly disk: VmOverview['disk'];
  readonly stateType: EngineState['type'];
  readonly onReset: () => void;
}

/** All that the VM has on this computer: what a reset removes, and what is to be removed by hand with the app. */
export function VmRemoval({ stateType, onReset }: VmRemovalProps) {
  const { value: belongings = [], reload } = useLoad(`belongings ${stateType}`, (signal) =>
    client.engine.vmBelongings({}, { signal }),
  );
  const [isAsking, setAsking] = useState(false);
  const [isCollecting, setCollecting] = useState(false);
  const [error, setError] = useState<AppError>();
  const isBusy = stateType === 'starting' || stateType === 'installing';
  const going = belongings.filter(({ goesWithReset }) => goesWithReset);
  const collect = async () => {
    setCollecting(true);
    setError(undefined);
    try {
      const { downloadUrl } = await client.engine.diagnostics({});
      download(downloadUrl);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setCollecting(false);
    }
  };
  return (
    <Section
      title={t('On this computer')}
      description={t(
        'All that the VM has here. A reset removes the VM with its data; to remove Gantry whole, remove these folders with it.',
      )}
      actions={
        <>
          <Button variant="default" loading={isCollecting} onClick={() => void collect()}>
            {t('Save diagnostics')}
          </Button>
          <Button variant="default" disabled={isBusy || going.length === 0} onClick={() => setAsking(true)}>
            {t('Reset…')}
          </Button>
        </>
      }
    >
      {belongings.length === 0 ? (
        <p className={styles.description}>{t('Nothing yet: it is made at its first start.')}</p>
      ) : (
        <ul className={styles.belongings}>
          {belongings.map(({ what, path, sizeBytes }) => (
            <li key={path}>
              <span>{what}</span>
              <span className={styles.size}>{formatSize(sizeBytes)}</span>
              <span className={styles.path}>
                <code>{path}</code>
                <CopyButton text={path} label={t('Copy the path: {{what}}', { what })} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {error && <ErrorNotice error={error} />}
      {isAsking && (
        <ConfirmDialog
          isDangerous
          title={t('Reset the engine in the VM?')}
          message={t(
            'The VM is stopped and removed with everything in it: all its containers, images, volumes and its build cache. This cannot be undone. Its daemon.json and these settings stay.',
          )}
          items={going.map(({ what, path, sizeBytes }) => ({
            id: path,
            name: what,
            detail: `${path}, ${formatSize(sizeBytes)}`,
          }))}
          confirmLabel={t('Reset')}
          onCancel={() => setAsking(false)}
          onConfirm={async () => {
            await client.engine.resetVm({});
            setAsking(false);
            notify({ title: t('The engine in the VM was reset'), tone: 'success' });
            reload();
            onReset();
          }}
        />
      )}
    </Section>
  );
}
