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
import { Sentence, t } from './texts/index.ts';

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
              <Sentence
                text="{{title}}, {{relativeTime}}. The old one is {{asideName}}"
                parts={{
                  title: change.title,
                  relativeTime: <RelativeTime at={change.endedAt ?? change.startedAt} />,
                  asideName,
                }}
              />
              {others.length > 0 && t(', with {{others}}', { others: others.join(', ') })}
              {size !== undefined && t('; it holds {{size}} of files of its own', { size: formatSize(size) })}.
            </>
          ) : (
            <>
              {change.title}:{' '}
              {state === 'interrupted'
                ? t('was interrupted when {{phase}}', { phase: change.phase ?? '' })
                : change.phase}
              {change.isGoingBack &&
                (change.because === undefined
                  ? t('; it goes back')
                  : t('; it goes back, because: {{because}}', { because: change.because }))}
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
              aria-label={t('Roll back {{name}}', { name })}
              onClick={() => setAsked('rollBack')}
            >
              {t('Roll back…')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('Remove {{asideName}}', { asideName })}
              onClick={() => setAsked('drop')}
            >
              {t('Remove…')}
            </Button>
          </>
        )}
        {state === 'interrupted' && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              void client.containerChanges.retry(ask).catch(tell(t('Could not go on with {{name}}', { name })))
            }
          >
            {t('Try again')}
          </Button>
        )}
      </div>
      {asked === 'rollBack' && (
        <ConfirmDialog
          title={t('Roll back {{name}}?', { name })}
          message={t(
            '{{asideName}} takes its place again, as it was. The present {{name}} is kept in its stead, so that this can be taken back too.',
            { asideName, name },
          )}
          command={rollBackCommand(name, asideName, cliArgs)}
          confirmLabel={t('Roll back')}
          onCancel={() => setAsked(undefined)}
          onConfirm={async () => {
            await client.containerChanges.rollBack(ask);
            setAsked(undefined);
          }}
        />
      )}
      {asked === 'drop' && (
        <ConfirmDialog
          title={t('Remove {{asideName}}?', { asideName })}
          message={
            size === undefined
              ? t('Its own files go with it, and {{name}} cannot be rolled back to it any more. Its volumes stay.', {
                  name,
                })
              : t(
                  '{{size}} of files of its own go with it, and {{name}} cannot be rolled back to it any more. Its volumes stay.',
                  { size: formatSize(size), name },
                )
          }
          command={dockerCommand(cliArgs ?? [], ['container', 'rm', asideName])}
          confirmLabel={t('Remove')}
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
