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
    <Modal opened onClose={onClose} title={`Update the containers of ${reference}`} size="lg" withCloseButton={false}>
      <div className={styles.body}>
        {!update.job && (
          <>
            <p>
              The newer image is pulled, and each container made anew from it with the same settings, volumes and
              addresses. One that does not come up is put back as it was.
            </p>
            {preview.error && <ErrorNotice error={preview.error} />}
            {preview.value && containers.length === 0 && <p className={styles.quiet}>No container was made from it.</p>}
            <ul className={styles.tags} aria-label="Containers">
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
        {update.job?.state === 'cancelled' && <output>Cancelled. What was being made anew is as it was before.</output>}
        <CommandLine
          command={pullCommand(reference, undefined, cliArgs)}
          label="The pull on the command line; docker has no command that makes a container anew"
        />
        <div className={styles.buttons}>
          {update.isBusy ? (
            <>
              <Button variant="default" onClick={update.cancel}>
                Cancel the update
              </Button>
              <Button onClick={onClose}>Go on in the background</Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={onBack}>
                Back
              </Button>
              <Button variant="default" onClick={onClose}>
                Close
              </Button>
              {!isOver && (
                <Button disabled={chosen.length === 0} onClick={start}>
                  Pull and update {chosen.length} {chosen.length === 1 ? 'container' : 'containers'}
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
  if (skipped !== undefined) return `Left as it is: it ${skipped}.`;
  if (state !== 'running' && state !== 'restarting') return `Is ${state}, and stays so.`;
  const wait = hasHealthcheck ? 'says “healthy”' : 'has run for some seconds';
  return way === 'beside'
    ? `The new one starts beside it, and takes its place once it ${wait}.`
    : `It is stopped first, because ${reason ?? 'they cannot run at once'}; it comes back unless the new one ${wait}.`;
}
