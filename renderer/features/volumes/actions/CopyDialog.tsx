import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { copyVolumeCommand, renameVolumeCommand } from '../../../../contract/commands/volumeCommands.ts';
import { LOCAL_VOLUME_NAME } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { engineName, useContexts, wordOf } from '../../contexts/index.ts';
import { jobsSlice } from '../../jobs/index.ts';
import { containersSlice } from '../../containers/index.ts';
import { volumesSlice } from '../store/volumesSlice.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { FormDialog } from './FormDialog.tsx';
import { useRunningUsers } from './useRunningUsers.ts';
import { plural, t } from '../texts/index.ts';

interface CopyDialogProps extends DialogProps {
  readonly kind: 'clone' | 'copy' | 'rename';
  readonly name: string;
}

const TITLES = {
  clone: (name: string) => t('Clone {{name}}', { name }),
  copy: (name: string) => t('Copy to another engine: {{name}}', { name }),
  rename: (name: string) => t('Rename {{name}}', { name }),
} as const;
const BUTTONS = {
  get clone() {
    return t('Clone');
  },
  get copy() {
    return t('Copy');
  },
  get rename() {
    return t('Rename');
  },
} as const;

/** Another volume with the same contents: beside this one, on another engine, or in its place. */
export function CopyDialog({ context, cliArgs, onClose, kind, name }: CopyDialogProps) {
  const dispatch = useDispatch();
  const volumes = useSelector(volumesSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const others = useContexts().filter((other) => other.name !== context);
  const [target, setTarget] = useState(kind === 'copy' ? (others[0]?.name ?? '') : context);
  const [typed, setTyped] = useState(kind === 'clone' ? `${name.slice(0, 60)}-copy` : kind === 'copy' ? name : '');
  const running = useRunningUsers(name);
  const newName = typed.trim();
  const users = containers.filter(({ mounts }) =>
    mounts.some((mount) => mount.type === 'volume' && mount.name === name),
  );
  const isTaken = target === context && volumes.some((volume) => volume.name === newName);
  const isBlocked = kind === 'rename' && users.length > 0;
  const targetArgs = others.find((other) => other.name === target)?.cliArgs ?? cliArgs;
  const isNameFine = LOCAL_VOLUME_NAME.test(newName);
  return (
    <FormDialog
      title={TITLES[kind](name)}
      submitLabel={BUTTONS[kind]}
      isReady={isNameFine && !isTaken && target !== '' && !isBlocked}
      fields={['name']}
      command={
        kind === 'rename'
          ? renameVolumeCommand(name, newName || 'NEW', cliArgs)
          : copyVolumeCommand(name, newName || 'NEW', cliArgs, targetArgs)
      }
      onClose={onClose}
      onSubmit={async () => {
        if (kind === 'rename') await client.volumes.rename({ context, name, newName });
        else await client.volumes.copy({ context, name, targetContext: target, targetName: newName });
        onClose();
        dispatch(jobsSlice.actions.drawerOpened());
      }}
    >
      {(problem) => (
        <>
          {kind === 'copy' && (
            <Select
              label={t('To the engine')}
              description={t('The contents go through Gantry as a stream; neither disk holds an archive.')}
              placeholder={t('There is no other engine')}
              data={others.map((other) => ({
                value: other.name,
                label: `${other.name} · ${engineName(other) ?? wordOf(other.state)}`,
              }))}
              value={target || null}
              allowDeselect={false}
              onChange={(value) => setTarget(value ?? '')}
            />
          )}
          <TextInput
            label={t('New name')}
            spellCheck={false}
            value={typed}
            error={
              problem('name') ??
              (isTaken
                ? t('There is such a volume already.')
                : newName !== '' && !isNameFine
                  ? t('Letters, digits, “_”, “.” and “-”, and a letter or digit first; at least two.')
                  : undefined)
            }
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          {kind === 'rename' && (
            <p className={isBlocked ? dialog.warning : dialog.note}>
              {isBlocked
                ? plural(
                    users.length,
                    '{{users}} has it by its name, and would not find it any more. Remove the containers first, or clone it.',
                    '{{users}} have it by its name, and would not find it any more. Remove the containers first, or clone it.',
                    { users: users.map((user) => user.name).join(', ') },
                  )
                : t(
                    'Docker cannot rename a volume: its contents are copied to a new one and compared, and only then is this one removed.',
                  )}
            </p>
          )}
          {kind !== 'rename' && running.length > 0 && (
            <p className={dialog.warning}>
              {plural(
                running.length,
                '{{running}} runs with it: what is written meanwhile may make the comparison fail. Then nothing is kept of the copy.',
                '{{running}} run with it: what is written meanwhile may make the comparison fail. Then nothing is kept of the copy.',
                { running: running.join(', ') },
              )}
            </p>
          )}
        </>
      )}
    </FormDialog>
  );
}
