import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useDispatch } from 'react-redux';
import { backupVolumeCommand } from '../../../../contract/commands/volumeCommands.ts';
import type { BackupFormat } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { download } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { jobsSlice } from '../../jobs/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { FolderField } from './FolderField.tsx';
import { FormatField } from './FormatField.tsx';
import { FormDialog } from './FormDialog.tsx';
import { PauseField } from './PauseField.tsx';
import { useRunningUsers } from './useRunningUsers.ts';
import { t } from '../texts/index.ts';

/** Where a backup goes, and how; then a job makes it. */
export function BackupDialog({ context, cliArgs, onClose, name }: DialogProps & { readonly name: string }) {
  const dispatch = useDispatch();
  const { value: proposed = '' } = useLoad('backup folder', (signal) => client.volumes.backupFolder({}, { signal }));
  const running = useRunningUsers(name);
  const [target, setTarget] = useState<'folder' | 'download'>('folder');
  const [typed, setTyped] = useState<string>();
  const [format, setFormat] = useState<BackupFormat>('tar.gz');
  const [isPausing, setPausing] = useState(true);
  const folder = typed ?? proposed;
  const paused = isPausing ? running : [];
  const file = `${target === 'folder' ? `${folder.replace(/\/$/, '')}/` : ''}${name}.${format}`;
  return (
    <FormDialog
      title={t('Back up {{name}}', { name })}
      submitLabel={t('Back up')}
      isReady={target === 'download' || folder.trim() !== ''}
      fields={['target']}
      command={backupVolumeCommand(name, file, format, paused, cliArgs)}
      onClose={onClose}
      onSubmit={async () => {
        const { downloadUrl } = await client.volumes.backup({
          ...{ context, name, format },
          target: target === 'download' ? { type: 'download' } : { type: 'folder', path: folder.trim() },
          pauseContainers: paused.length > 0,
        });
        onClose();
        dispatch(jobsSlice.actions.drawerOpened());
        download(downloadUrl);
      }}
    >
      {(problem) => (
        <>
          <Radio.Group label={t('To')} value={target} onChange={(value) => setTarget(value as typeof target)}>
            <div className={dialog.choices}>
              <Radio value="folder" label={t('A folder')} />
              <Radio value="download" label={t('A file that this window saves')} />
            </div>
          </Radio.Group>
          {target === 'folder' && <FolderField value={folder} error={problem('target')} onChange={setTyped} />}
          <FormatField value={format} onChange={setFormat} />
          <PauseField running={running} value={isPausing} onChange={setPausing} />
          <p className={dialog.note}>
            {t(
              'The file is read back and compared before it is called done. Names, rights, owners, times, links and attributes are kept.',
            )}
          </p>
        </>
      )}
    </FormDialog>
  );
}
