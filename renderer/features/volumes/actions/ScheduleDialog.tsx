import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { BackupFormat } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { notify } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useSchedules } from '../backups/kept.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { FolderField } from './FolderField.tsx';
import { FormatField } from './FormatField.tsx';
import { FormDialog } from './FormDialog.tsx';
import { PauseField } from './PauseField.tsx';
import { useRunningUsers } from './useRunningUsers.ts';
import { t } from '../texts/index.ts';

const INTERVALS = [
  {
    value: '1',
    get label() {
      return t('every hour');
    },
  },
  {
    value: '6',
    get label() {
      return t('every 6 hours');
    },
  },
  {
    value: '24',
    get label() {
      return t('every day');
    },
  },
  {
    value: '168',
    get label() {
      return t('every week');
    },
  },
  {
    value: '720',
    get label() {
      return t('every 30 days');
    },
  },
] as const;

interface ScheduleDialogProps extends DialogProps {
  readonly name: string;
  readonly id?: string;
}

/** Backups that are made by themselves while Gantry runs. */
export function ScheduleDialog({ context, onClose, name, id }: ScheduleDialogProps) {
  const before = useSchedules().find((one) => one.id === id);
  const { value: proposed = '' } = useLoad('backup folder', (signal) => client.volumes.backupFolder({}, { signal }));
  const running = useRunningUsers(name);
  const [typed, setTyped] = useState(before?.folder);
  const [hours, setHours] = useState(String(before?.everyHours ?? 24));
  const [keep, setKeep] = useState(before?.keep ?? 7);
  const [format, setFormat] = useState<BackupFormat>(before?.format ?? 'tar.zst');
  const [isPausing, setPausing] = useState(before?.pauseContainers ?? true);
  const folder = typed ?? proposed;
  return (
    <FormDialog
      title={t('Back up {{name}} on a schedule', { name })}
      submitLabel={t('Keep the schedule')}
      isReady={folder.trim() !== ''}
      onClose={onClose}
      onSubmit={async () => {
        await client.volumes.setSchedule({
          ...(id !== undefined && { id }),
          ...{ context, volume: name, folder: folder.trim(), format, keep, pauseContainers: isPausing },
          everyHours: Number(hours),
        });
        onClose();
        notify({
          title: t('{{name}} is backed up {{label}}', {
            name,
            label: INTERVALS.find(({ value }) => value === hours)?.label ?? '',
          }),
          tone: 'success',
        });
      }}
    >
      {() => (
        <>
          <Select
            label={t('How often')}
            data={[...INTERVALS]}
            value={hours}
            allowDeselect={false}
            onChange={(value) => setHours(value ?? '24')}
          />
          <NumberInput
            label={t('Backups to keep')}
            description={t('The oldest goes, with its file, once a newer one is whole.')}
            min={1}
            max={1000}
            value={keep}
            onChange={(value) => setKeep(Math.max(1, Number(value) || 1))}
          />
          <FolderField value={folder} onChange={setTyped} />
          <FormatField value={format} onChange={setFormat} />
          <PauseField running={running} value={isPausing} onChange={setPausing} />
          <p className={dialog.note}>
            {t('Schedules run while Gantry runs. One that was missed is made up for once, when Gantry starts.')}
          </p>
        </>
      )}
    </FormDialog>
  );
}
