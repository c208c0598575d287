import { Button, Modal, MultiSelect, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { SettingsPatch } from '../../../contract/model/settings.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, LockedNote, RelativeTime, useReturnFocus } from '../../ui/index.ts';
import { useLocalNames } from '../remoteTags/index.ts';
import { lockedReason, usePolicy, useSettings } from '../settings/index.ts';
import { ContainersUpdate } from './ContainersUpdate.tsx';
import { TagStates } from './TagStates.tsx';
import styles from './Updates.module.css';
import { updatesSlice } from './updatesSlice.ts';
import { Sentence, t } from './texts/index.ts';

interface UpdatesDialogProps {
  readonly context: string;
  readonly cliArgs: CliArgs | undefined;
  readonly reference?: string | undefined;
  readonly onClose: () => void;
}

const INTERVALS = [
  {
    value: '0',
    get label() {
      return t('only when asked to');
    },
  },
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
      return t('once a day');
    },
  },
  {
    value: '168',
    get label() {
      return t('once a week');
    },
  },
];

/** The tags that containers use, against their registries; then the update of one of them. */
export function UpdatesDialog({ context, cliArgs, reference, onClose }: UpdatesDialogProps) {
  useReturnFocus();
  const [updating, setUpdating] = useState(reference);
  if (updating !== undefined) {
    return (
      <ContainersUpdate
        context={context}
        cliArgs={cliArgs}
        reference={updating}
        onBack={() => setUpdating(undefined)}
        onClose={onClose}
      />
    );
  }
  return <Overview context={context} onUpdate={setUpdating} onClose={onClose} />;
}

interface OverviewProps {
  readonly context: string;
  readonly onUpdate: (reference: string) => void;
  readonly onClose: () => void;
}

function Overview({ context, onUpdate, onClose }: OverviewProps) {
  const watch = useSelector(updatesSlice.selectors.selectWatch);
  const settings = useSettings();
  const policy = usePolicy();
  const lockedHours = lockedReason(policy, ['tagCheckHours']);
  const lockedTags = lockedReason(policy, ['watchedTags']);
  const names = useLocalNames(context);
  const [error, setError] = useState<AppError>();
  const [failedToSave, setFailedToSave] = useState<AppError>();
  const check = () => {
    setError(undefined);
    client.tagWatch.check({ context }).catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  // Whoever opens it for the first time wants to know.
  const isUnknown = watch.checkedAt === undefined;
  useEffect(() => {
    if (isUnknown) check();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it opens
  }, []);
  const save = (patch: SettingsPatch) => {
    setFailedToSave(undefined);
    client.app.updateSettings(patch).catch((thrown: unknown) => setFailedToSave(toAppError(thrown)));
  };
  return (
    <Modal opened onClose={onClose} title={t('Newer images')} size="lg" withCloseButton={false}>
      <div className={styles.body}>
        <p className={styles.quiet}>
          {t(
            'The tags that are watched, compared with their registries. Only a digest is asked for: nothing is downloaded, and no registry counts it as a pull.',
          )}
        </p>
        {error && <ErrorNotice error={error} />}
        <TagStates watch={watch} onUpdate={onUpdate} />
        {settings && (
          <NativeSelect
            label={t('Look by itself')}
            description={describe(t('While Gantry is open.'), lockedHours)}
            disabled={lockedHours !== undefined}
            data={INTERVALS}
            value={String(settings.tagCheckHours)}
            error={failedToSave?.message}
            onChange={(event) => save({ tagCheckHours: Number(event.currentTarget.value) })}
          />
        )}
        {settings && (
          <MultiSelect
            label={t('Watch')}
            description={describe(t('Only these; none: all that a container uses.'), lockedTags)}
            disabled={lockedTags !== undefined}
            placeholder={settings.watchedTags.length === 0 ? t('all that a container uses') : ''}
            data={[...new Set([...settings.watchedTags, ...names.keys()])].toSorted()}
            value={[...settings.watchedTags]}
            searchable
            limit={50}
            onChange={(watchedTags) => save({ watchedTags })}
          />
        )}
        <div className={styles.buttons}>
          <span className={styles.checked}>
            {watch.checkedAt !== undefined && (
              <>
                <Sentence
                  text="Looked {{relativeTime}}"
                  parts={{ relativeTime: <RelativeTime at={watch.checkedAt} /> }}
                />
              </>
            )}
          </span>
          <Button variant="default" onClick={onClose}>
            {t('Close')}
          </Button>
          <Button loading={watch.isChecking} onClick={check}>
            {t('Look now')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

const describe = (words: string, locked: string | undefined) => (
  <>
    {words} {locked !== undefined && <LockedNote reason={locked} />}
  </>
);
