import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { pruneNetworksCommand, removeNetworksCommand } from '../../../../contract/commands/networkCommands.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ConfirmDialog, ErrorNotice } from '../../../ui/index.ts';
import { AgeSelect } from '../../../ui/form/AgeSelect.tsx';
import { useLoad } from '../../../ui/useLoad.ts';
import { counted } from '../text/words.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { t } from '../texts/index.ts';

const HOUR_MS = 3_600_000;

/** A dry run of a prune: each network that goes; then exactly these go. */
export function PruneDialog({ context, cliArgs, onClose }: DialogProps) {
  const [withStopped, setWithStopped] = useState(false);
  const [untilHours, setUntilHours] = useState<number>();
  const {
    value: plan,
    error,
    isLoading,
  } = useLoad(`${context} ${withStopped} ${untilHours}`, (signal) =>
    client.networks.previewPrune(
      {
        context,
        withStopped,
        ...(untilHours !== undefined && { createdBefore: Date.now() - untilHours * HOUR_MS }),
      },
      { signal },
    ),
  );
  const networks = plan?.networks ?? [];
  return (
    <ConfirmDialog
      title={t('Remove networks that nobody uses')}
      message={
        <div className={dialog.form}>
          <Checkbox
            label={t('Also those of containers that do not run')}
            description={t('Docker’s own prune takes them too; such a container does not start any more.')}
            checked={withStopped}
            onChange={(event) => setWithStopped(event.currentTarget.checked)}
          />
          <AgeSelect hours={untilHours} onHours={setUntilHours} />
          <CommandLine
            label={t('Docker’s own prune, which chooses for itself when it runs')}
            command={pruneNetworksCommand(untilHours, cliArgs)}
          />
          <div>
            {error ? (
              <ErrorNotice error={error} />
            ) : isLoading ? (
              t('Looking at what would go…')
            ) : networks.length === 0 ? (
              t('Containers are on every network that was made here.')
            ) : (
              t('{{counted}}. Only these are removed, even if others become unused meanwhile.', {
                counted: counted(networks.length),
              })
            )}
          </div>
        </div>
      }
      items={networks.map(({ id, name, subnets, stack, members }) => ({
        id,
        name,
        detail: [subnets.join(', '), stack && t('stack {{stack}}', { stack })].filter(Boolean).join(' · '),
        ...(members.length > 0 && {
          warning: t('needed by {{members}}', { members: members.map((member) => member.name).join(', ') }),
        }),
      }))}
      command={
        networks.length > 0
          ? removeNetworksCommand(
              networks.map(({ name }) => name),
              cliArgs,
            )
          : undefined
      }
      confirmLabel={networks.length > 0 ? t('Remove {{counted}}', { counted: counted(networks.length) }) : t('Remove')}
      isDangerous
      isLoading={networks.length === 0 || isLoading}
      onConfirm={async () => {
        await client.networks.remove({ context, ids: networks.map(({ id }) => id) });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}
