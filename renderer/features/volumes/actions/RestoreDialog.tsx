import { Autocomplete, FileInput, NumberInput, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { restoreVolumeCommand } from '../../../../contract/commands/volumeCommands.ts';
import { type BackupFormat, LOCAL_VOLUME_NAME, type RestoreMode } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { formatDateTime, formatSize, formatNumber } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useBackups } from '../backups/kept.ts';
import { sendFiles } from '../../../rpc/uploads/sendFiles.ts';
import { jobsSlice } from '../../jobs/index.ts';
import { volumesSlice } from '../store/volumesSlice.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { FormDialog } from './FormDialog.tsx';
import { PauseField } from './PauseField.tsx';
import { useRunningUsers } from './useRunningUsers.ts';
import { plural, t } from '../texts/index.ts';

interface RestoreDialogProps extends DialogProps {
  /** Into this one; a new one otherwise. */
  readonly name?: string;
  readonly path?: string;
}

const formatOf = (file: string): BackupFormat =>
  /\.t?gz$/i.test(file) ? 'tar.gz' : /\.t?zst$/i.test(file) ? 'tar.zst' : 'tar';

/** An archive into a new volume, or into one that is there: then it asks what becomes of what is in it. */
export function RestoreDialog({ context, cliArgs, onClose, name: given, path: givenPath }: RestoreDialogProps) {
  const dispatch = useDispatch();
  const volumes = useSelector(volumesSlice.selectors.selectItems);
  const backups = useBackups().filter(({ path, isMissing }) => path !== undefined && !isMissing);
  const [source, setSource] = useState<'file' | 'upload'>('file');
  const [path, setPath] = useState(givenPath ?? backups.find(({ volume }) => volume === given)?.path ?? '');
  const [file, setFile] = useState<File | null>(null);
  const [typed, setTyped] = useState(given ?? '');
  const [chosenMode, setMode] = useState<Exclude<RestoreMode, 'new'>>();
  const [strip, setStrip] = useState(0);
  const [isPausing, setPausing] = useState(true);

  const name = typed.trim();
  const isThere = volumes.some((volume) => volume.name === name);
  const running = useRunningUsers(isThere ? name : undefined);
  const { value: contents } = useLoad(isThere ? `contents ${context} ${name}` : undefined, (signal) =>
    client.volumes.contents({ context, name }, { signal }),
  );
  const isFull = contents !== undefined && contents.entries > 0;
  // Into an empty volume there is nothing to ask.
  const mode: RestoreMode | undefined = !isThere ? 'new' : isFull ? chosenMode : contents && 'merge';
  const shown = source === 'file' ? path.trim() : (file?.name ?? '');

  return (
    <FormDialog
      title={given === undefined ? t('Restore a volume') : t('Restore {{given}}', { given })}
      submitLabel={t('Restore')}
      isDangerous={mode === 'replace'}
      isReady={
        (source === 'file' ? path.trim() !== '' : file !== null) && LOCAL_VOLUME_NAME.test(name) && mode !== undefined
      }
      fields={['source', 'name']}
      command={restoreVolumeCommand(
        { name: name || 'NAME', file: shown || 'FILE', format: formatOf(shown), strip, isEmptied: mode === 'replace' },
        cliArgs,
      )}
      onClose={onClose}
      onSubmit={async () => {
        const begun = await client.volumes.restore({
          ...{ context, name, strip },
          mode: mode ?? 'new',
          pauseContainers: isPausing && running.length > 0,
          source:
            source === 'file'
              ? { type: 'file', path: path.trim() }
              : { type: 'upload', fileName: file?.name ?? '', sizeBytes: file?.size ?? 0 },
        });
        onClose();
        dispatch(jobsSlice.actions.drawerOpened());
        if (file && begun.uploadId !== undefined) void sendFiles([file], { ...begun, uploadId: begun.uploadId });
      }}
    >
      {(problem) => (
        <>
          <Radio.Group label={t('From')} value={source} onChange={(value) => setSource(value as typeof source)}>
            <div className={dialog.choices}>
              <Radio value="file" label={t('A file on the computer that Gantry runs on')} />
              <Radio value="upload" label={t('A file that this window sends')} />
            </div>
          </Radio.Group>
          {source === 'file' ? (
            <Autocomplete
              label={t('Archive')}
              description={t('A .tar, .tar.gz or .tar.zst. Backups that Gantry made are proposed.')}
              placeholder="/home/me/backups/dbdata.tar.gz"
              spellCheck={false}
              data={backups.toSorted((a, b) => b.at - a.at).flatMap((backup) => backup.path ?? [])}
              renderOption={({ option }) => {
                const backup = backups.find((one) => one.path === option.value);
                return backup
                  ? `${backup.fileName} · ${formatDateTime(backup.at)} · ${formatSize(backup.sizeBytes)}`
                  : option.value;
              }}
              value={path}
              error={problem('source')}
              onChange={setPath}
              data-autofocus
            />
          ) : (
            <FileInput
              label={t('Archive')}
              description={file ? formatSize(file.size) : t('A .tar, .tar.gz or .tar.zst')}
              placeholder={t('Choose a file')}
              accept=".tar,.gz,.tgz,.zst"
              value={file}
              error={problem('source')}
              onChange={setFile}
            />
          )}
          {given === undefined && (
            <TextInput
              label={t('Into the volume')}
              description={isThere ? t('It is there already.') : t('A new one is made.')}
              placeholder="dbdata"
              spellCheck={false}
              value={typed}
              error={problem('name')}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          {isThere && isFull && (
            <Radio.Group
              label={plural(
                contents.entries,
                'There is 1 entry in it ({{size}})',
                'There are {{entries}} entries in it ({{size}})',
                { entries: formatNumber(contents.entries), size: formatSize(contents.sizeBytes) },
              )}
              value={chosenMode ?? ''}
              onChange={(value) => setMode(value as Exclude<RestoreMode, 'new'>)}
            >
              <div className={dialog.choices}>
                <Radio
                  value="merge"
                  label={t('Merge: files of the archive take the place of those with the same name')}
                />
                <Radio value="replace" label={t('Empty it first: only what is in the archive is there then')} />
              </div>
            </Radio.Group>
          )}
          <PauseField running={running} value={isPausing} onChange={setPausing} />
          <NumberInput
            label={t('Folders to take off each name')}
            description={t('0 for backups of Gantry; 1 for what “tar cf backup.tar /dbdata” wrote.')}
            min={0}
            max={20}
            value={strip}
            onChange={(value) => setStrip(Number(value) || 0)}
          />
          <p className={dialog.note}>
            {t(
              'The archive is read to its end before anything is changed. If something goes wrong after that, what was in the volume is put back.',
            )}
          </p>
        </>
      )}
    </FormDialog>
  );
}
