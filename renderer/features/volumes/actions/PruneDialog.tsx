import { Radio } from '@mantine/core';
import { useState } from 'react';
import { pruneVolumesCommand, removeVolumesCommand } from '../../../../contract/commands/volumeCommands.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ConfirmDialog, ErrorNotice, formatSize } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { shortName } from '../list/volumeRows.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { counted, removalText } from './words.ts';
import { t } from '../texts/index.ts';

/** A dry run of a prune: each volume that goes, by name; then exactly these go. */
export function PruneDialog({ context, cliArgs, onClose }: DialogProps) {
  const [all, setAll] = useState(false);
  const {
    value: plan,
    error,
    isLoading,
  } = useLoad(`${context} ${all}`, (signal) => client.volumes.previewPrune({ context, all }, { signal }));
  const volumes = plan?.volumes ?? [];
  const names = volumes.map(({ name }) => name);
  const bytes = volumes.reduce((sum, { size }) => sum + (size?.sizeBytes ?? 0), 0);
  return (
    <ConfirmDialog
      title={t('Remove volumes that no container has')}
      message={
        <div className={dialog.form}>
          <Radio.Group
            label={t('Which')}
            value={all ? 'all' : 'anonymous'}
            onChange={(value) => setAll(value === 'all')}
          >
            <div className={dialog.choices}>
              <Radio value="anonymous" label={t('Anonymous: nobody gave them a name, and their containers are gone')} />
              <Radio
                value="all"
                label={t('All, with those that somebody named: the data of a stack that is down may be among them')}
              />
            </div>
          </Radio.Group>
          <CommandLine
            label={t('Docker’s own prune, which chooses for itself when it runs')}
            command={pruneVolumesCommand(all, plan?.prunesNamed ?? false, cliArgs)}
          />
          {plan?.prunesNamed && !all && (
            <p className={dialog.warning}>
              {t(
                'On this engine (API below 1.42) Docker’s own prune takes named volumes too. Gantry removes only what is listed here.',
              )}
            </p>
          )}
          <div>
            {error ? (
              <ErrorNotice error={error} />
            ) : isLoading || !plan ? (
              t('Looking at what would go…')
            ) : volumes.length === 0 ? (
              all ? (
                t('Containers have every volume.')
              ) : (
                t('There is no anonymous volume without a container.')
              )
            ) : bytes > 0 ? (
              t(
                '{{counted}}, {{size}} when last measured. Only these are removed, even if others become unused meanwhile.',
                { counted: counted(volumes.length), size: formatSize(bytes) },
              )
            ) : (
              t('{{counted}}. Only these are removed, even if others become unused meanwhile.', {
                counted: counted(volumes.length),
              })
            )}
          </div>
        </div>
      }
      items={volumes.map((volume) => ({ id: volume.name, name: shortName(volume.name), detail: removalText(volume) }))}
      {...(names.length > 0 && { command: removeVolumesCommand(names, cliArgs) })}
      confirmLabel={names.length > 0 ? t('Remove {{counted}}', { counted: counted(names.length) }) : t('Remove')}
      isDangerous
      isLoading={names.length === 0 || isLoading}
      onConfirm={async () => {
        await client.volumes.remove({ context, names });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}
