import { Button } from '@mantine/core';
import { useSelector } from 'react-redux';
import { client } from '../../rpc/index.ts';
import { CommandLine, ErrorNotice, PlaceLink, Section } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { containersSlice } from '../containers/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { JobProgress, useFollowedJob } from '../jobs/index.ts';
import styles from './FirstRun.module.css';
import { Sentence, t } from './texts/index.ts';

/** One click: an image of one small program that Gantry brings along, and a container of it with a page to look at. */
export function ContainerStep() {
  const context = useSelectedContext();
  const name = context?.state.type === 'connected' ? context.name : '';
  const plan = useLoad(name, (signal) => client.firstRun.plan({ context: name }, { signal }));
  const { job, isBusy, error, start } = useFollowedJob();
  const id = job?.state === 'done' && job.result?.type === 'containers' ? job.result.ids[0] : undefined;
  return (
    <Section
      title={t('Run your first container')}
      description={t(
        'A tiny web server, made from a program that came with Gantry: nothing is downloaded. A container is a program with a file system, a network address and a list of processes of its own.',
      )}
    >
      {!name && <output className={styles.note}>{t('No engine answers yet: choose one in the step before.')}</output>}
      {(error ?? plan.error) && <ErrorNotice error={(error ?? plan.error)!} />}
      {plan.value && id === undefined && (
        <CommandLine command={plan.value.commands.join('\n')} label={t('The same with docker')} />
      )}
      <div className={styles.buttons}>
        {id === undefined && (
          <Button
            disabled={!name}
            loading={isBusy}
            onClick={() => start(() => client.firstRun.runContainer({ context: name }))}
          >
            {t('Run it')}
          </Button>
        )}
      </div>
      {job?.state === 'running' && <JobProgress job={job} />}
      {id !== undefined && <Running id={id} isLocal={context?.isLocal === true} />}
    </Section>
  );
}

function Running({ id, isLocal }: { readonly id: string; readonly isLocal: boolean }) {
  const container = useSelector(containersSlice.selectors.selectItems).find((one) => one.id === id);
  const port = container?.ports.find(({ hostPort }) => hostPort !== undefined)?.hostPort;
  const address = port === undefined ? undefined : `http://localhost:${port}`;
  return (
    <output className={styles.success}>
      <strong>{t('Your first container runs.')}</strong>
      {isLocal && address !== undefined && (
        <span>
          <Sentence
            text="It answers at {{address}}: open it."
            parts={{
              address: (
                <a href={address} target="_blank" rel="noreferrer">
                  {address}
                </a>
              ),
            }}
          />
        </span>
      )}
      {!isLocal && (
        <span>
          {t('It answers on port 8080 or the next free one of the engine’s computer, for that computer alone.')}
        </span>
      )}
      <PlaceLink place={`/containers/${id}/logs`}>{t('Look at its logs')}</PlaceLink>
    </output>
  );
}
