import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { removeVolumesCommand } from '../../../../contract/commands/volumeCommands.ts';
import type { VolumeRemovalPlan } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { shortName } from '../list/volumeRows.ts';
import { volumesSlice } from '../store/volumesSlice.ts';
import type { DialogProps } from './Dialogs.tsx';
import { counted, removalText } from './words.ts';
import { plural, t } from '../texts/index.ts';

interface RemoveDialogProps extends DialogProps {
  /** Empty: the dialog asks for a name first. */
  readonly names: readonly string[];
}

/** Says exactly what goes and what keeps the rest, then removes exactly that. */
export function RemoveDialog({ context, cliArgs, onClose, names }: RemoveDialogProps) {
  const volumes = useSelector(volumesSlice.selectors.selectItems);
  const [text, setText] = useState('');
  const isAsked = names.length === 0;
  const known = volumes.map(({ name }) => name);
  const wanted = isAsked ? known.filter((name) => name === text.trim()) : names;
  const { value: plan, error } = useLoad(wanted.length === 0 ? undefined : wanted.join(' '), (signal) =>
    client.volumes.previewRemove({ context, names: [...wanted] }, { signal }),
  );
  const going = plan?.volumes.filter(({ users }) => users.length === 0).map(({ name }) => name) ?? [];
  const [only = ''] = wanted;
  return (
    <ConfirmDialog
      title={
        wanted.length === 0
          ? t('Remove a volume')
          : plural(wanted.length, 'Remove {{only}}?', 'Remove {{counted}}?', {
              counted: counted(wanted.length),
              only: shortName(only),
            })
      }
      message={error ? <ErrorNotice error={error} /> : plan && sentence(plan)}
      items={
        plan?.volumes.map((volume) => ({
          id: volume.name,
          name: shortName(volume.name),
          detail: removalText(volume),
          ...(volume.users.some(({ state }) => state === 'running') && { warning: t('in use by a running container') }),
        })) ?? []
      }
      {...(going.length > 0 && { command: removeVolumesCommand(going, cliArgs) })}
      confirmLabel={going.length > 1 ? t('Remove {{counted}}', { counted: counted(going.length) }) : t('Remove')}
      isDangerous
      isLoading={going.length === 0}
      onConfirm={async () => {
        await client.volumes.remove({ context, names: going });
        onClose();
      }}
      onCancel={onClose}
    >
      {isAsked && (
        <Autocomplete
          label={t('Volume')}
          placeholder={t('The name of a volume on this engine')}
          data={known}
          limit={50}
          value={text}
          onChange={setText}
          data-autofocus
        />
      )}
    </ConfirmDialog>
  );
}

function sentence({ volumes }: VolumeRemovalPlan): string {
  const kept = volumes.filter(({ users }) => users.length > 0).length;
  if (kept === volumes.length) {
    return plural(
      kept,
      'It cannot be removed while containers have it, running or not. Remove the containers first.',
      'None of them can be removed while containers have them, running or not. Remove the containers first.',
    );
  }
  const rest =
    kept === 0
      ? ''
      : plural(kept, ' {{counted}} in use stays.', ' {{counted}} in use stay.', { counted: counted(kept) });
  return plural(
    volumes.length - kept,
    'What is in it goes too, and cannot be brought back without a backup.{{rest}}',
    'What is in them goes too, and cannot be brought back without a backup.{{rest}}',
    { rest },
  );
}
