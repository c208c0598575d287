import { Button } from '@mantine/core';
import { useState } from 'react';
import type { EngineHoldings } from '../../../contract/model/engine.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, formatSize, notify } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { useEngineStatus } from '../engine/index.ts';
import styles from './Troubleshooting.module.css';
import { plural, t } from './texts/index.ts';

/** Of Gantry’s own engine, and of no other. */
export function EngineReset() {
  const status = useEngineStatus();
  const [isAsking, setAsking] = useState(false);
  if (!status) return null;
  const { state, parts, mode } = status;
  const isBusy = state.type === 'installing' || state.type === 'starting';
  const isThere = mode === 'vm' || parts.length > 0;
  return (
    <li className={styles.step}>
      <div className={styles.words}>
        <div>{t('Gantry’s engine')}</div>
        <div className={styles.dim}>
          {isThere
            ? t('All its containers, images, volumes and networks go. Other engines are not touched.')
            : t('It is not installed.')}
        </div>
      </div>
      <Button
        variant="default"
        aria-label={t('Reset: {{title}}', { title: t('Gantry’s engine') })}
        disabled={isBusy || !isThere}
        onClick={() => setAsking(true)}
      >
        {t('Reset…')}
      </Button>
      {isAsking && (
        <AskDialog isRunning={state.type === 'running'} dataRoot={status.dataRoot} onClose={() => setAsking(false)} />
      )}
    </li>
  );
}

interface AskDialogProps {
  readonly isRunning: boolean;
  readonly dataRoot: string;
  readonly onClose: () => void;
}

function AskDialog({ isRunning: isRunningNow, dataRoot, onClose }: AskDialogProps) {
  // While it is reset the engine stops: what was said of it stays said.
  const [isRunning] = useState(isRunningNow);
  const { value, error } = useLoad(isRunning ? 'holdings' : undefined, (signal) =>
    client.engine.holdings({}, { signal }),
  );
  return (
    <ConfirmDialog
      isDangerous
      title={t('Reset Gantry’s engine?')}
      message={
        isRunning && !error
          ? t(
              'It is stopped, all of this is removed, and it is started anew, empty. This cannot be undone. Its settings stay.',
            )
          : t(
              'Everything in it is removed: containers, images, volumes, networks and build cache. What that is only the engine could say, and it does not run: start it to see. This cannot be undone. Its settings stay.',
            )
      }
      items={value ? itemsOf(value, dataRoot) : [{ id: 'data', name: dataRoot }]}
      isLoading={isRunning && !value && !error}
      confirmLabel={t('Reset')}
      onCancel={onClose}
      onConfirm={async () => {
        await client.engine.reset({});
        onClose();
        notify({ title: t('Gantry’s engine was reset'), tone: 'success' });
      }}
    />
  );
}

const itemsOf = ({ containers, volumes, images, cached, sizeBytes }: EngineHoldings, dataRoot: string) => [
  {
    id: 'containers',
    name: plural(containers.length, '1 container', '{{count}} containers'),
    detail: containers.join(', '),
  },
  { id: 'volumes', name: plural(volumes.length, '1 volume', '{{count}} volumes'), detail: volumes.join(', ') },
  { id: 'images', name: plural(images, '1 image', '{{count}} images') },
  { id: 'cache', name: plural(cached, '1 step of the build cache', '{{count}} steps of the build cache') },
  { id: 'data', name: formatSize(sizeBytes), detail: dataRoot },
];
