import { Button, Checkbox, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { pullCommand } from '../../../contract/commands/viewCommands.ts';
import { readReference } from '../../../contract/model/imageReference.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, useReturnFocus } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { JobProgress, useFollowedJob } from '../jobs/index.ts';
import { TagList, useOpenRun, useTags } from '../remoteTags/index.ts';
import { AllTagsWarning } from './AllTagsWarning.tsx';
import { PullEnd } from './PullEnd.tsx';
import styles from './Pull.module.css';
import { ReferenceField } from './ReferenceField.tsx';
import { t } from './texts/index.ts';

interface PullDialogProps {
  readonly context: string;
  readonly cliArgs: CliArgs | undefined;
  readonly reference: string;
  readonly onClose: () => void;
}

const ownPlatform = () => t('that of the engine');

/** Says what there is before it is pulled, and shows the pull until it ends or is left to itself. */
export function PullDialog({ context, cliArgs, reference: first, onClose }: PullDialogProps) {
  useReturnFocus();
  const [, navigate] = useLocation();
  const [text, setText] = useState(first);
  const [platform, setPlatform] = useState<string>();
  const [allTags, setAllTags] = useState(false);
  const pull = useFollowedJob();
  const read = readReference(text);
  const image = read.ok ? read.reference : undefined;
  const { repository, digest } = image ?? {};
  // Whoever has not typed a tag yet is shown all of them.
  const typed = image && text.trim().endsWith(`:${image.tag}`) ? image.tag : undefined;
  const tags = useTags(pull.job ? undefined : repository);
  const isKnown = image?.tag !== undefined && tags.value?.tags.includes(image.tag);
  const wanted = image && (digest !== undefined || isKnown) && !allTags && !pull.job ? image.familiar : undefined;
  const remote = useLoad(
    wanted,
    (signal) => client.transfers.remoteImage({ context, reference: wanted! }, { signal }),
    300,
  );
  const platforms = [...new Set(remote.value?.platforms.map(({ name }) => name).filter(Boolean) ?? [])];
  const chosenPlatform = platform !== undefined && (platforms.includes(platform) || allTags) ? platform : undefined;
  const name = allTags ? repository : image?.familiar;
  const openRun = useOpenRun();
  const isDone = pull.job?.state === 'done';
  const isOver = pull.job !== undefined && pull.job.state !== 'running';

  const signIn = () => {
    onClose();
    navigate('/registries');
  };
  const submit = () => {
    if (!name || pull.isBusy) return;
    pull.start(() =>
      client.images.pull({ context, reference: name, allTags, ...(chosenPlatform && { platform: chosenPlatform }) }),
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('Pull an image')} size="lg" withCloseButton={false}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ReferenceField label={t('Image')} value={text} onChange={setText} isDisabled={pull.isBusy} />
        {text.trim() === '' && (
          <button
            type="button"
            className={styles.fix}
            onClick={() => {
              onClose();
              navigate('/search');
            }}
          >
            {t('Search for an image…')}
          </button>
        )}
        {repository !== undefined && digest === undefined && !pull.job && (
          <TagList
            context={context}
            repository={repository}
            tags={tags}
            filter={isKnown ? '' : typed}
            chosen={allTags ? undefined : image?.tag}
            onChoose={(tag) => {
              setAllTags(false);
              setText(`${repository}:${tag}`);
            }}
            onSignIn={signIn}
          />
        )}
        {!pull.job && (
          <div className={styles.choices}>
            <NativeSelect
              label={t('Platform')}
              data={[{ value: '', label: ownPlatform() }, ...platforms]}
              value={chosenPlatform ?? ''}
              disabled={platforms.length === 0}
              onChange={(event) => setPlatform(event.currentTarget.value || undefined)}
            />
            <Checkbox
              label={t('All tags')}
              checked={allTags}
              disabled={digest !== undefined || repository === undefined}
              onChange={(event) => setAllTags(event.currentTarget.checked)}
            />
          </div>
        )}
        {allTags && repository !== undefined && !pull.job && (
          <AllTagsWarning context={context} repository={repository} platform={chosenPlatform} />
        )}
        {pull.job && !isOver && <JobProgress job={pull.job} />}
        <PullEnd pull={pull} onAgain={submit} onSignIn={signIn} />
        {name !== undefined && (
          <CommandLine
            command={pullCommand(name, chosenPlatform, cliArgs, allTags)}
            label={t('The same on the command line')}
          />
        )}
        <div className={styles.buttons}>
          {pull.isBusy ? (
            <>
              <Button variant="default" onClick={pull.cancel}>
                {t('Cancel the pull')}
              </Button>
              <Button onClick={onClose}>{t('Go on in the background')}</Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={onClose}>
                {t('Close')}
              </Button>
              {isOver ? (
                <>
                  <Button variant={isDone ? 'default' : 'filled'} onClick={pull.reset}>
                    {isDone ? t('Pull another one') : t('Change it')}
                  </Button>
                  {isDone && !allTags && name !== undefined && (
                    <Button
                      onClick={() => {
                        onClose();
                        openRun(name);
                      }}
                    >
                      {t('Run it…')}
                    </Button>
                  )}
                </>
              ) : (
                <Button type="submit" disabled={name === undefined}>
                  {t('Pull')}
                </Button>
              )}
            </>
          )}
        </div>
      </form>
    </Modal>
  );
}
