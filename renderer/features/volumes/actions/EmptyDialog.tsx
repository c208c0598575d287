import { emptyVolumeCommand } from '../../../../contract/commands/volumeCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize, formatNumber } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import type { DialogProps } from './Dialogs.tsx';
import { useRunningUsers } from './useRunningUsers.ts';
import { plural, t } from '../texts/index.ts';

/** Names what is in the volume before it goes. */
export function EmptyDialog({ context, cliArgs, onClose, name }: DialogProps & { readonly name: string }) {
  const { value: contents, error } = useLoad(`contents ${context} ${name}`, (signal) =>
    client.volumes.contents({ context, name }, { signal }),
  );
  const running = useRunningUsers(name);
  const isEmpty = contents?.entries === 0;
  return (
    <ConfirmDialog
      title={t('Empty {{name}}?', { name })}
      message={
        error ? (
          <ErrorNotice error={error} />
        ) : contents === undefined ? (
          t('Looking at what is in it…')
        ) : isEmpty ? (
          t('Nothing is in it.')
        ) : running.length > 0 ? (
          running.length === 1 ? (
            plural(
              contents.entries,
              '1 entry, {{size}}. All of it goes, and cannot be brought back without a backup. The volume itself stays. {{running}} runs with it.',
              '{{entries}} entries, {{size}}. All of it goes, and cannot be brought back without a backup. The volume itself stays. {{running}} runs with it.',
              {
                entries: formatNumber(contents.entries),
                size: formatSize(contents.sizeBytes),
                running: running.join(', '),
              },
            )
          ) : (
            plural(
              contents.entries,
              '1 entry, {{size}}. All of it goes, and cannot be brought back without a backup. The volume itself stays. {{running}} run with it.',
              '{{entries}} entries, {{size}}. All of it goes, and cannot be brought back without a backup. The volume itself stays. {{running}} run with it.',
              {
                entries: formatNumber(contents.entries),
                size: formatSize(contents.sizeBytes),
                running: running.join(', '),
              },
            )
          )
        ) : (
          plural(
            contents.entries,
            '1 entry, {{size}}. All of it goes, and cannot be brought back without a backup. The volume itself stays.',
            '{{entries}} entries, {{size}}. All of it goes, and cannot be brought back without a backup. The volume itself stays.',
            { entries: formatNumber(contents.entries), size: formatSize(contents.sizeBytes) },
          )
        )
      }
      items={[
        ...(contents?.names ?? []).map((entry) => ({ id: entry, name: entry })),
        ...(contents?.hasMore ? [{ id: '…', name: '… and more' }] : []),
      ]}
      command={emptyVolumeCommand(name, cliArgs)}
      confirmLabel={t('Empty')}
      isDangerous
      isLoading={contents === undefined || isEmpty}
      onConfirm={async () => {
        await client.volumes.empty({ context, name });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}
