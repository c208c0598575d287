import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { rollBackCommand } from '../../../contract/commands/changeCommands.ts';
import { dockerCommand } from '../../../contract/commands/docker.ts';
import { toAppError } from '../../../contract/errors.ts';
import type { ContainerChange } from '../../../contract/model/containerChange.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, formatSize, notify, RelativeTime } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { useSelectedContext } from '../contexts/index.ts';
import styles from './ContainerChange.module.css';

interface ChangeItemProps {
  readonly context: string;
  readonly change: ContainerChange;
}

/** A change that goes on, was interrupted, or can be rolled back. */
export function ChangeItem({ context, change }: ChangeItemProps) {
  const { id: changeId, name, state, asideName, others } = change;
  const [asked, setAsked] = useState<'rollBack' | 'drop'>();
  const cliArgs = useSelectedContext()?.cliArgs;
  const size = useLoad(state === 'kept' ? changeId : undefined, (signal) =>
    client.containerChanges.keptSize({ context, changeId }, { signal }),
  ).value?.writableBytes;
  const ask = { context, changeId };
  return (
    <li className={styles.item}>
      <div className={styles.about}>
        <div className={styles.name}>
          {change.newId !== undefined && state === 'kept' ? (
            <Link href={`/containers/${change.newId}`}>{name}</Link>
          ) : (
            name
          )}
        </div>
        <div className={styles.detail}>
          {state === 'kept' ? (
            <>
              {change.title}, <RelativeTime at={change.endedAt ?? change.startedAt} />. The old one is {asideName}
              {others.length > 0 && `, with ${others.join(', ')}`}
              {size !== undefined && `; it holds ${formatSize(size)} of files of its own`}.
            </>
          ) : (
            <>
              {change.title}: {state === 'interrupted' ? `was interrupted when ${change.phase}` : change.phase}
              {change.isGoingBack &&
                `; it goes back${change.because === undefined ? '' : `, because: ${change.because}`}`}
            </>
          )}
        </div>
      </div>
      <div className={styles.actions}>
        {state === 'kept' && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Roll back ${name}`}
              onClick={() => setAsked('rollBack')}
            >
              Roll back…
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Remove ${asideName}`}
              onClick={() => setAsked('drop')}
            >
              Remove…
            </Button>
          </>
        )}
        {state === 'interrupted' && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void client.containerChanges.retry(ask).catch(tell(`Could not go on with ${name}`))}
          >
            Try again
          </Button>
        )}
      </div>
      {asked === 'rollBack' && (
        <ConfirmDialog
          title={`Roll back ${name}?`}
          message={`${asideName} takes its place again, as it was. The present ${name} is kept in its stead, so that this can be taken back too.`}
          command={rollBackCommand(name, asideName, cliArgs)}
          confirmLabel="Roll back"
          onCancel={() => setAsked(undefined)}
          onConfirm={async () => {
            await client.containerChanges.rollBack(ask);
            setAsked(undefined);
          }}
        />
      )}
      {asked === 'drop' && (
        <ConfirmDialog
          title={`Remove ${asideName}?`}
          message={`${size === undefined ? 'Its own files go' : `${formatSize(size)} of files of its own go`} with it, and ${name} cannot be rolled back to it any more. Its volumes stay.`}
          command={dockerCommand(cliArgs ?? [], ['container', 'rm', asideName])}
          confirmLabel="Remove"
          isDangerous
          onCancel={() => setAsked(undefined)}
          onConfirm={async () => {
            await client.containerChanges.drop(ask);
            setAsked(undefined);
          }}
        />
      )}
    </li>
  );
}

const tell = (title: string) => (thrown: unknown) =>
  notify({ title, message: toAppError(thrown).message, tone: 'failure' });
