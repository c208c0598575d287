import { emptyVolumeCommand } from '../../../../contract/commands/volumeCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import type { DialogProps } from './Dialogs.tsx';
import { useRunningUsers } from './useRunningUsers.ts';

/** Names what is in the volume before it goes. */
export function EmptyDialog({ context, cliArgs, onClose, name }: DialogProps & { readonly name: string }) {
  const { value: contents, error } = useLoad(`contents ${context} ${name}`, (signal) =>
    client.volumes.contents({ context, name }, { signal }),
  );
  const running = useRunningUsers(name);
  const isEmpty = contents?.entries === 0;
  return (
    <ConfirmDialog
      title={`Empty ${name}?`}
      message={
        error ? (
          <ErrorNotice error={error} />
        ) : contents === undefined ? (
          'Looking at what is in it…'
        ) : isEmpty ? (
          'Nothing is in it.'
        ) : (
          `${contents.entries === 1 ? '1 entry' : `${contents.entries.toLocaleString('en')} entries`}, ${formatSize(contents.sizeBytes)}. All of it goes, and cannot be brought back without a backup. The volume itself stays.${
            running.length > 0 ? ` ${running.join(', ')} ${running.length === 1 ? 'runs' : 'run'} with it.` : ''
          }`
        )
      }
      items={[
        ...(contents?.names ?? []).map((entry) => ({ id: entry, name: entry })),
        ...(contents?.hasMore ? [{ id: '…', name: '… and more' }] : []),
      ]}
      command={emptyVolumeCommand(name, cliArgs)}
      confirmLabel="Empty"
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
