import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { toAppError } from '../../../../contract/errors.ts';
import type { UnfinishedWork } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { notify, RelativeTime } from '../../../ui/index.ts';
import { useUnfinished } from './kept.ts';
import styles from './Backups.module.css';

const KINDS: Record<UnfinishedWork['kind'], string> = {
  backup: 'The backup of',
  restore: 'The restore of',
  copy: 'The copy to',
  rename: 'The rename of',
  empty: 'Emptying',
};

/** Work that the end of the app or of the engine cut off: where it stopped, and the way on. */
export function UnfinishedNotice() {
  const unfinished = useUnfinished();
  if (unfinished.length === 0) return null;
  return (
    <section className={styles.unfinished} aria-label="What was cut off">
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
      notify({ title: 'It could not be taken up', message: toAppError(thrown).message, tone: 'failure' });
    }
    setBusy(false);
  }
  return (
    <div className={styles.cutOff}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <div className={styles.cutOffText}>
        <strong>
          {KINDS[kind]} {volume} was cut off
        </strong>{' '}
        <RelativeTime at={at} />. {stage} {wayOn}
        {pausedContainers.length > 0 && ` Still paused for it: ${pausedContainers.join(', ')}; they go on then.`}
      </div>
      <Button variant="default" loading={isBusy} onClick={() => void resume()} aria-label={`Take up ${volume}`}>
        Take it up
      </Button>
    </div>
  );
}
