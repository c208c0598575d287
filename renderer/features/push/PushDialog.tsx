import { Autocomplete, Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { pushCommand } from '../../../contract/commands/transferCommands.ts';
import { readReference } from '../../../contract/model/imageReference.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, useReturnFocus } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { JobProgress, useFollowedJob } from '../jobs/index.ts';
import { useLocalNames } from '../remoteTags/index.ts';
import { Concerns } from './Concerns.tsx';
import { Destinations } from './Destinations.tsx';
import { concernsBut } from './places.ts';
import styles from './Push.module.css';
import { PushEnd } from './PushEnd.tsx';
import { isSameName } from './target.ts';
import { usePlaces } from './usePlaces.ts';
import { plural, t } from './texts/index.ts';

interface PushDialogProps {
  readonly context: string;
  readonly cliArgs: CliArgs | undefined;
  readonly reference?: string | undefined;
  readonly imageId?: string | undefined;
  readonly onClose: () => void;
}

/** Says before what would go wrong, then tags and pushes in one step. */
export function PushDialog({ context, cliArgs, reference, imageId, onClose }: PushDialogProps) {
  useReturnFocus();
  const [, navigate] = useLocation();
  const names = useLocalNames(context);
  const [chosen, setChosen] = useState(reference ?? '');
  const [target, setTarget] = useState(reference ?? '');
  const [allTags, setAllTags] = useState(false);
  const push = useFollowedJob();
  const { places, namespaces } = usePlaces(context);

  const isFixed = imageId !== undefined;
  const id = imageId ?? names.get(chosen);
  const read = target.trim() === '' ? undefined : readReference(target);
  const problem = problemOf(read);
  const asked = id !== undefined && read?.ok && !problem ? read.reference.familiar : undefined;
  const key = asked === undefined || push.job ? undefined : `${id} ${asked}`;
  const check = useLoad(
    key,
    (signal) => client.transfers.checkPush({ context, imageId: id!, target: asked! }, { signal }),
    250,
  );
  // The name it has is what a person would type; an id where it has another one.
  const source = chosen !== '' && names.get(chosen) === id ? chosen : (id ?? '');
  const shown = {
    source: asked !== undefined && isSameName(source, asked) ? asked : source,
    target: asked ?? '',
    allTags,
  };
  const isOver = push.job !== undefined && push.job.state !== 'running';
  const tagCount = check.value ? new Set([...check.value.tags, ...(read?.ok ? [read.reference.tag] : [])]).size : 0;

  const signIn = () => {
    onClose();
    navigate('/registries');
  };
  const submit = () => {
    if (asked === undefined || push.isBusy) return;
    push.start(() => client.transfers.push({ context, source: shown.source, target: asked, allTags }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={reference === undefined ? t('Push an image') : t('Push {{reference}}', { reference })}
      size="lg"
      withCloseButton={false}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {!isFixed && (
          <Autocomplete
            label={t('Image')}
            placeholder={t('The name of an image on this engine')}
            data={[...names.keys()]}
            limit={50}
            value={chosen}
            disabled={push.isBusy}
            onChange={(value) => {
              setChosen(value);
              if (target === '' || target === chosen) setTarget(value);
            }}
            data-autofocus
          />
        )}
        <TextInput
          label={t('Push as')}
          placeholder="ghcr.io/owner/app:1.0"
          spellCheck={false}
          autoComplete="off"
          value={target}
          disabled={push.isBusy}
          error={problem}
          onChange={(event) => setTarget(event.currentTarget.value)}
          {...(isFixed && { 'data-autofocus': true })}
        />
        {!push.job && (
          <>
            <Destinations places={places} reference={target || chosen} onChoose={setTarget} />
            <Concerns
              concerns={concernsBut(check.value?.concerns ?? [], namespaces)}
              onRename={setTarget}
              onSignIn={signIn}
            />
            <Checkbox
              label={plural(tagCount, 'All tags of this repository', 'All tags of this repository ({{count}})')}
              checked={allTags}
              disabled={asked === undefined}
              onChange={(event) => setAllTags(event.currentTarget.checked)}
            />
          </>
        )}
        {push.job && !isOver && <JobProgress job={push.job} />}
        <PushEnd push={push} onAgain={submit} onSignIn={signIn} />
        {asked !== undefined && (
          <CommandLine command={pushCommand(shown, cliArgs)} label={t('The same on the command line')} />
        )}
        <div className={styles.buttons}>
          {push.isBusy ? (
            <>
              <Button variant="default" onClick={push.cancel}>
                {t('Cancel the push')}
              </Button>
              <Button onClick={onClose}>{t('Go on in the background')}</Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={onClose}>
                {t('Close')}
              </Button>
              {isOver ? (
                <Button onClick={push.reset}>{t('Push it elsewhere')}</Button>
              ) : (
                <Button type="submit" disabled={asked === undefined}>
                  {check.value?.hasName === false ? t('Tag and push') : t('Push')}
                </Button>
              )}
            </>
          )}
        </div>
      </form>
    </Modal>
  );
}

function problemOf(read: ReturnType<typeof readReference> | undefined): string | undefined {
  if (!read) return undefined;
  if (!read.ok) return `${read.problem.message} ${read.problem.hint}`;
  return read.reference.digest === undefined
    ? undefined
    : t('An image is pushed to a tag; the registry then says its digest.');
}
