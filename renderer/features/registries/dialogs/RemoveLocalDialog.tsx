import { Checkbox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { removeLocalRegistryCommand } from '../../../../contract/commands/registryCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { LocalRegistryRemoval } from '../../../../contract/model/registry.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize, notify } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import type { OneRegistryDialogProps } from './RegistryDialogs.tsx';
import { t } from '../texts/index.ts';

/** The container goes; its volume, with all that was pushed, only when that is asked. */
export function RemoveLocalDialog({ context, registry: { name, local }, onClose }: OneRegistryDialogProps) {
  const cliArgs = useSelectedContext()?.cliArgs;
  const [removal, setRemoval] = useState<LocalRegistryRemoval>();
  const [error, setError] = useState<AppError>();
  const [withVolume, setWithVolume] = useState(false);
  const id = local?.containerId;
  useEffect(() => {
    if (id === undefined) return;
    const abort = new AbortController();
    client.registries
      .previewRemoveLocal({ context, id }, { signal: abort.signal })
      .then(setRemoval, (thrown: unknown) => !abort.signal.aborted && setError(toAppError(thrown)));
    return () => abort.abort();
  }, [context, id]);
  const volume = removal?.volume;
  const going = withVolume ? volume?.name : undefined;
  const size = volume?.sizeBytes === undefined ? '' : ` (${formatSize(volume.sizeBytes)})`;
  return (
    <ConfirmDialog
      title={t('Remove the registry {{name}}?', { name })}
      message={error && <ErrorNotice error={error} />}
      items={
        removal
          ? [
              {
                id: 'container',
                name: removal.containerName,
                detail: t('the container'),
                ...(local?.isRunning && { warning: t('is running') }),
              },
              ...(volume && going
                ? [
                    {
                      id: 'volume',
                      name: volume.name,
                      detail: t('the volume, with all that was pushed{{size}}', { size }),
                    },
                  ]
                : []),
            ]
          : []
      }
      command={removal && removeLocalRegistryCommand(removal.containerName, going, cliArgs)}
      confirmLabel={t('Remove')}
      isDangerous
      isLoading={!removal}
      onConfirm={async () => {
        if (id === undefined) return;
        await client.registries.removeLocal({ context, id, ...(going && { volume: going }) });
        onClose();
        notify({ title: t('Removed the registry {{name}}', { name }), tone: 'success' });
      }}
      onCancel={onClose}
    >
      {volume && volume.otherUsers.length === 0 && (
        <Checkbox
          label={t('Remove the volume {{name}} too{{size}}: the images in it are lost', { name: volume.name, size })}
          checked={withVolume}
          onChange={(event) => setWithVolume(event.currentTarget.checked)}
        />
      )}
      {volume && volume.otherUsers.length > 0 && (
        <p>
          {t('Its volume {{name}} stays: {{otherUsers}} use it too.', {
            name: volume.name,
            otherUsers: volume.otherUsers.join(', '),
          })}
        </p>
      )}
    </ConfirmDialog>
  );
}
