import { Button, Progress, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { UpdateChannel, UpdateStatus } from '../../../contract/model/update.ts';
import { client } from '../../rpc/index.ts';
import { ControlRow, ErrorNotice, KeyValues, Section } from '../../ui/index.ts';
import styles from './AppUpdates.module.css';
import { usePartVersions, useUpdateStatus } from './useUpdates.ts';
import { t } from './texts/index.ts';
import { partName, partWords, stateWords } from './words.ts';

const channels = (): { readonly value: UpdateChannel; readonly label: string }[] => [
  { value: 'latest', label: t('Released') },
  { value: 'beta', label: t('Beta') },
];

/** The app’s own versions, and beside them those of the engine and the guest. */
export function UpdatesSection() {
  const { status, error: statusError } = useUpdateStatus();
  const { parts = [], error: partsError } = usePartVersions();
  const [failed, setFailed] = useState<AppError>();
  const act = (work: Promise<void>) => {
    setFailed(undefined);
    work.catch((thrown: unknown) => setFailed(toAppError(thrown)));
  };
  const error =
    failed ?? statusError ?? partsError ?? (status?.state.type === 'failed' ? status.state.error : undefined);
  return (
    <Section title={t('Updates')}>
      {error && <ErrorNotice isBlock error={error} />}
      {status && <AppVersion status={status} act={act} />}
      <KeyValues items={parts.map((part) => ({ key: partName(part), value: partWords(part) }))} />
    </Section>
  );
}

interface AppVersionProps {
  readonly status: UpdateStatus;
  readonly act: (work: Promise<void>) => void;
}

function AppVersion({ status, act }: AppVersionProps) {
  const { state, version, previousVersion, channel } = status;
  const isBusy = state.type === 'checking' || state.type === 'downloading';
  const release = 'release' in state ? state.release : undefined;
  return (
    <>
      <ControlRow label={t('Gantry {{version}}', { version })} description={<output>{stateWords(state)}</output>}>
        {state.type !== 'unsupported' && (
          <>
            {state.type === 'available' && (
              <Button onClick={() => act(client.updates.download({}))}>{t('Download')}</Button>
            )}
            {state.type === 'downloading' && (
              <Button variant="default" onClick={() => act(client.updates.cancelDownload({}))}>
                {t('Cancel')}
              </Button>
            )}
            {state.type === 'ready' && (
              <Button onClick={() => act(client.updates.install({}))}>{t('Restart and install')}</Button>
            )}
            <Button variant="default" disabled={isBusy} onClick={() => act(client.updates.check({}))}>
              {t('Look for updates')}
            </Button>
            {previousVersion !== undefined && previousVersion !== version && (
              <Button variant="default" disabled={isBusy} onClick={() => act(client.updates.findPrevious({}))}>
                {t('Back to {{previousVersion}}…', { previousVersion })}
              </Button>
            )}
          </>
        )}
      </ControlRow>
      {state.type === 'downloading' && <Progress aria-label={t('Download of the update')} value={state.percent} />}
      {release?.notes && (
        <section
          className={styles.notes}
          aria-label={t('What version {{version}} changes', { version: release.version })}
        >
          {release.notes}
        </section>
      )}
      {state.type !== 'unsupported' && (
        <ControlRow
          label={t('Channel')}
          description={t('Beta is what is about to be released. Nothing is downloaded by itself on either.')}
        >
          <SegmentedControl
            aria-label={t('Channel')}
            disabled={isBusy}
            data={channels()}
            value={channel}
            onChange={(value) => act(client.updates.setChannel({ channel: value === 'beta' ? 'beta' : 'latest' }))}
          />
        </ControlRow>
      )}
    </>
  );
}
