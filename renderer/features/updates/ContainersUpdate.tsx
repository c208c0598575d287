import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { pullCommand } from '../../../contract/commands/viewCommands.ts';
import type { UpdateCandidate } from '../../../contract/model/tagUpdate.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ErrorNotice } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { JobProgress, useFollowedJob } from '../jobs/index.ts';
import styles from './Updates.module.css';
import { plural, t } from './texts/index.ts';

interface ContainersUpdateProps {
  readonly context: string;
  readonly cliArgs: CliArgs | undefined;
  readonly reference: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** Names the containers that are made anew, and how; then pulls and does it, each put back if it does not come up. */
export function ContainersUpdate({ context, cliArgs, reference, onBack, onClose }: ContainersUpdateProps) {
  const preview = useLoad(`${context} ${reference}`, (signal) =>
    client.tagWatch.previewUpdate({ context, reference }, { signal }),
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const update = useFollowedJob();
  const { containers = [] } = preview.value ?? {};
  const possible = containers.filter(({ skipped }) => skipped === undefined);
  const chosen = possible.filter(({ id }) => !left.has(id));
  const isOver = update.job !== undefined && update.job.state !== 'running';
  const start = () =>
    update.start(() => client.tagWatch.update({ context, reference, containerIds: chosen.map(({ id }) => id) }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Update the containers of {{reference}}', { reference })}
      size="lg"
      withCloseButton={false}
    >
      <div className={styles.body}>
        {!update.job && (
          <>
            <p>
              {t(
                'The newer image is pulled, and each container made anew from it with the same settings, volumes and addresses. One that does not come up is put back as it was.',
              )}
            </p>
            {preview.error && <ErrorNotice error={preview.error} />}
            {preview.value && containers.length === 0 && (
              <p className={styles.quiet}>{t('No container was made from it.')}</p>
            )}
            <ul className={styles.tags} aria-label={t('Containers')}>
              {containers.map((one) => (
                <li key={one.id} className={styles.container}>
                  <Checkbox
                    label={one.name}
                    description={wayWords(one)}
                    checked={one.skipped === undefined && !left.has(one.id)}
                    disabled={one.skipped !== undefined}
                    onChange={(event) => {
                      const next = new Set(left);
                      if (event.currentTarget.checked) next.delete(one.id);
                      else next.add(one.id);
                      setLeft(next);
                    }}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
        {update.job && <JobProgress job={update.job} />}
        {update.error && <ErrorNotice error={update.error} />}
        {update.job?.state === 'cancelled' && (
          <output>{t('Cancelled. What was being made anew is as it was before.')}</output>
        )}
        <CommandLine
          command={pullCommand(reference, undefined, cliArgs)}
          label={t('The pull on the command line; docker has no command that makes a container anew')}
        />
        <div className={styles.buttons}>
          {update.isBusy ? (
            <>
              <Button variant="default" onClick={update.cancel}>
                {t('Cancel the update')}
              </Button>
              <Button onClick={onClose}>{t('Go on in the background')}</Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={onBack}>
                {t('Back')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('Close')}
              </Button>
              {!isOver && (
                <Button disabled={chosen.length === 0} onClick={start}>
                  {plural(chosen.length, 'Pull and update {{count}} container', 'Pull and update {{count}} containers')}
                </Button>
              )}
            </>
          )}
        </div>
      </div>
    </Modal>
  );
}

function wayWords({ state, way, reason, skipped, hasHealthcheck }: UpdateCandidate): string {
  if (skipped !== undefined) return t('Left as it is: it {{skipped}}.', { skipped });
  if (state !== 'running' && state !== 'restarting') return t('Is {{state}}, and stays so.', { state });
  const wait = hasHealthcheck ? t('says “healthy”') : t('has run for some seconds');
  return way === 'beside'
    ? t('The new one starts beside it, and takes its place once it {{wait}}.', { wait })
    : t('It is stopped first, because {{reason}}; it comes back unless the new one {{wait}}.', {
        reason: reason ?? t('they cannot run at once'),
        wait,
      });
}
