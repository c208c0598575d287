import { Button } from '@mantine/core';
import {
  IconArchive,
  IconCalendarTime,
  IconHistory,
  IconPlayerPlay,
  IconSettings,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { toAppError } from '../../../../contract/errors.ts';
import type { VolumeBackup, VolumeSchedule } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import {
  ConfirmDialog,
  CopyButton,
  EmptyState,
  formatDateTime,
  formatSize,
  IconButton,
  notify,
  RelativeTime,
  formatNumber,
} from '../../../ui/index.ts';
import type { VolumeActions } from '../actions/useVolumeActions.ts';
import styles from './Backups.module.css';
import { useBackups, useSchedules } from './kept.ts';
import { plural, t } from '../texts/index.ts';

interface BackupsTabProps {
  readonly context: string;
  readonly name: string;
  readonly actions: VolumeActions;
}

/** The backups of one volume that Gantry made, and when it makes more. */
export function BackupsTab({ context, name, actions }: BackupsTabProps) {
  const backups = useBackups()
    .filter((backup) => backup.volume === name && backup.context === context)
    .toSorted((a, b) => b.at - a.at);
  const schedules = useSchedules().filter((one) => one.volume === name && one.context === context);
  const [forgotten, setForgotten] = useState<VolumeBackup>();
  return (
    <div className={shared.scroll}>
      <div className={styles.toolbar}>
        <Button
          variant="default"
          leftSection={<IconArchive size={15} aria-hidden="true" />}
          onClick={() => actions.ask({ type: 'backup', name })}
        >
          {t('Back up…')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconHistory size={15} aria-hidden="true" />}
          onClick={() => actions.ask({ type: 'restore', name })}
        >
          {t('Restore…')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCalendarTime size={15} aria-hidden="true" />}
          onClick={() => actions.ask({ type: 'schedule', name })}
        >
          {t('Schedule…')}
        </Button>
      </div>
      {schedules.length > 0 && <Schedules schedules={schedules} name={name} actions={actions} />}
      {backups.length === 0 ? (
        <EmptyState icon={<IconArchive />} title={t('No backup yet')}>
          {t('A backup is a tar file of everything in the volume, read back and compared before it is called done.')}
        </EmptyState>
      ) : (
        <section className={shared.block} aria-label={t('Backups')}>
          <h3>{t('Backups')}</h3>
          <table className={shared.table}>
            <thead>
              <tr>
                <th scope="col">{t('File')}</th>
                <th scope="col">{t('Made')}</th>
                <th scope="col" data-align="end">
                  {t('Size')}
                </th>
                <th scope="col" data-align="end">
                  {t('Entries')}
                </th>
                <th scope="col">
                  <span className="g-visually-hidden">{t('Actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <BackupRow key={backup.id} backup={backup} actions={actions} onForget={setForgotten} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {forgotten && (
        <ConfirmDialog
          title={
            forgotten.path === undefined || forgotten.isMissing ? t('Take it off the list?') : t('Remove the backup?')
          }
          message={
            forgotten.path === undefined || forgotten.isMissing
              ? t('Only the record goes: the file is not where Gantry wrote it.')
              : t('The file is removed from the disk.')
          }
          items={[{ id: forgotten.id, name: forgotten.fileName, detail: forgotten.path ?? t('saved by a browser') }]}
          confirmLabel={t('Remove')}
          isDangerous
          onConfirm={async () => {
            await client.volumes.forgetBackup({ id: forgotten.id, withFile: !forgotten.isMissing });
            setForgotten(undefined);
          }}
          onCancel={() => setForgotten(undefined)}
        />
      )}
    </div>
  );
}

interface BackupRowProps {
  readonly backup: VolumeBackup;
  readonly actions: VolumeActions;
  readonly onForget: (backup: VolumeBackup) => void;
}

function BackupRow({ backup, actions, onForget }: BackupRowProps) {
  const { volume, path, fileName, at, sizeBytes, sha256, entries, notes, isMissing = false } = backup;
  return (
    <tr>
      <td className={styles.file}>
        {fileName}
        <span className={styles.faint}>
          {isMissing
            ? path === undefined
              ? t('The file is not there any more. Saved by a browser. sha256 {{sha256}}…', {
                  sha256: sha256.slice(0, 16),
                })
              : t('The file is not there any more. sha256 {{sha256}}…', { sha256: sha256.slice(0, 16) })
            : path === undefined
              ? t('Saved by a browser. sha256 {{sha256}}…', { sha256: sha256.slice(0, 16) })
              : t('sha256 {{sha256}}…', { sha256: sha256.slice(0, 16) })}{' '}
          <CopyButton text={sha256} label={t('Copy the checksum of {{fileName}}', { fileName })} />
        </span>
        {notes.map((note) => (
          <span key={note} className={styles.faint}>
            {note}
          </span>
        ))}
      </td>
      <td title={formatDateTime(at)} className={styles.amount}>
        <RelativeTime at={at} style="age" />
      </td>
      <td data-align="end" className={styles.amount}>
        {formatSize(sizeBytes)}
      </td>
      <td data-align="end">{formatNumber(entries)}</td>
      <td className={shared.rowButtons}>
        {path !== undefined && !isMissing && (
          <IconButton
            size="small"
            label={t('Restore {{fileName}}', { fileName })}
            icon={<IconHistory aria-hidden="true" />}
            onClick={() => actions.ask({ type: 'restore', name: volume, path })}
          />
        )}
        <IconButton
          size="small"
          label={t('Remove {{fileName}}', { fileName })}
          icon={<IconTrash aria-hidden="true" />}
          onClick={() => onForget(backup)}
        />
      </td>
    </tr>
  );
}

interface SchedulesProps {
  readonly schedules: readonly VolumeSchedule[];
  readonly name: string;
  readonly actions: VolumeActions;
}

function Schedules({ schedules, name, actions }: SchedulesProps) {
  const attempt = (what: string, work: Promise<unknown>) =>
    void work.catch((thrown: unknown) =>
      notify({ title: t('{{what}} failed', { what }), message: toAppError(thrown).message, tone: 'failure' }),
    );
  return (
    <section className={shared.block} aria-label={t('Schedules')}>
      <h3>{t('Schedules')}</h3>
      <table className={shared.table}>
        <thead>
          <tr>
            <th scope="col">{t('To')}</th>
            <th scope="col">{t('Every')}</th>
            <th scope="col">{t('Keeps')}</th>
            <th scope="col">{t('Next')}</th>
            <th scope="col">
              <span className="g-visually-hidden">{t('Actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {schedules.map(({ id, folder, format, everyHours, keep, nextAt, lastError }) => (
            <tr key={id}>
              <td className={styles.file}>
                {folder} <span className={shared.faint}>{format}</span>
                {lastError !== undefined && (
                  <span className={styles.failed}>{t('The last one failed: {{lastError}}', { lastError })}</span>
                )}
              </td>
              <td>{everyHours % 24 === 0 ? days(everyHours / 24) : plural(everyHours, 'hour', '{{count}} hours')}</td>
              <td>{keep}</td>
              <td>{formatDateTime(nextAt)}</td>
              <td className={shared.rowButtons}>
                <IconButton
                  size="small"
                  label={t('Back up now to {{folder}}', { folder })}
                  icon={<IconPlayerPlay aria-hidden="true" />}
                  onClick={() => attempt(t('The backup'), client.volumes.runSchedule({ id }))}
                />
                <IconButton
                  size="small"
                  label={t('Change the schedule to {{folder}}', { folder })}
                  icon={<IconSettings aria-hidden="true" />}
                  onClick={() => actions.ask({ type: 'schedule', name, id })}
                />
                <IconButton
                  size="small"
                  label={t('Remove the schedule to {{folder}}', { folder })}
                  icon={<IconTrash aria-hidden="true" />}
                  onClick={() => attempt(t('Removing the schedule'), client.volumes.removeSchedule({ id }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const days = (count: number): string =>
  count === 1 ? t('day') : count === 7 ? t('week') : t('{{count}} days', { count });
