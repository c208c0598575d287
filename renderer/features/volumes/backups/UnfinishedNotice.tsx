import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { toAppError } from '../../../../contract/errors.ts';
import type { UnfinishedWork } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { notify, RelativeTime } from '../../../ui/index.ts';
import { useUnfinished } from './kept.ts';
import styles from './Backups.module.css';
import { t } from '../texts/index.ts';

const KINDS: Record<UnfinishedWork['kind'], string> = {
  get backup() {
    return t('The backup of');
  },
  get restore() {
    return t('The restore of');
  },
  get copy() {
    return t('The copy to');
  },
  get rename() {
    return t('The rename of');
  },
  get empty() {
    return t('Emptying');
  },
};

/** Work that the end of the app or of the engine cut off: where it stopped, and the way on. */
export function UnfinishedNotice() {
  const unfinished = useUnfinished();
  if (unfinished.length === 0) return null;
  return (
    <section className={styles.unfinished} aria-label={t('What was cut off')}>
      {unfinished.map((work) => (
        <Unfinished key={work.id} work={work} />
      ))}
    </section>
  );
}

function Unfinished({ work }: { readonly work: UnfinishedWork }) {
  const [isBusy, setBusy] = useState(false);
  const { id, kind, volume, at, stage, wayOn, pausedContainers } = work;
  async function resume() {
    setBusy(true);
    try {
      await client.volumes.resume({ id });
    } catch (thrown) {
      notify({ title: t('It could not be taken up'), message: toAppError(thrown).message, tone: 'failure' });
    }
    setBusy(false);
  }
  return (
    <div className={styles.cutOff}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <div className={styles.cutOffText}>
        <strong>{t('{{what}} {{volume}} was cut off', { what: KINDS[kind], volume })}</strong> <RelativeTime at={at} />.{' '}
        {stage} {wayOn}
        {pausedContainers.length > 0 &&
          t(' Still paused for it: {{pausedContainers}}; they go on then.', {
            pausedContainers: pausedContainers.join(', '),
          })}
      </div>
      <Button
        variant="default"
        loading={isBusy}
        onClick={() => void resume()}
        aria-label={t('Take up {{volume}}', { volume })}
      >
        {t('Take it up')}
      </Button>
    </div>
  );
}
