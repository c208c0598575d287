import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { commitCommand } from '../../../../contract/commands/containerCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { TermLink } from '../../help/index.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, notify } from '../../../ui/index.ts';
import styles from './Actions.module.css';
import { useCliArgs } from './useCliArgs.ts';
import { t } from '../texts/index.ts';

interface CommitDialogProps {
  readonly context: string;
  readonly container: ContainerSummary;
  readonly onClose: () => void;
}

// The rules of image references, at the strictness that saves a round trip; the engine has the last word.
const REPOSITORY = /^([a-zA-Z0-9.-]+(:\d+)?\/)?[a-z0-9]+([._/-]+[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

export function CommitDialog({ context, container, onClose }: CommitDialogProps) {
  const cliArgs = useCliArgs();
  const [fields, setFields] = useState({
    repository: container.name.toLowerCase(),
    tag: 'latest',
    message: '',
    author: '',
  });
  const [pause, setPause] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  // The engine does not stop a commit half way: whoever does not wait for it is told how it ended.
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const repository = fields.repository.trim();
  const tag = fields.tag.trim() || 'latest';
  const problems = {
    repository: REPOSITORY.test(repository) ? undefined : t('Write a name in lower case, such as team/app.'),
    tag: TAG.test(tag) ? undefined : 'Letters, digits, “_”, “.” and “-”.',
  };
  const isValid = problems.repository === undefined && problems.tag === undefined;
  const settings = {
    repository,
    tag,
    message: fields.message.trim() || undefined,
    author: fields.author.trim() || undefined,
    pause: pause && container.state === 'running',
  };
  // What does not run needs no pause, and the command need not say so.
  const command = commitCommand(
    container.name,
    { ...settings, pause: container.state === 'running' ? pause : true },
    cliArgs,
  );

  async function submit() {
    setBusy(true);
    setError(undefined);
    try {
      await client.containers.commit({ context, id: container.id, ...settings });
      onClose();
      notify({
        title: t('Saved {{name}} as an image', { name: container.name }),
        message: `${repository}:${tag}`,
        tone: 'success',
      });
    } catch (thrown) {
      const problem = toAppError(thrown);
      setError(problem);
      setBusy(false);
      if (isOpen.current) return;
      notify({
        title: t('Could not commit {{name}}', { name: container.name }),
        message: problem.message,
        tone: 'failure',
      });
    }
  }

  const field = (
    name: keyof typeof fields,
    label: string,
    more: { error?: string; placeholder?: string; description?: string } = {},
  ) => (
    <TextInput
      label={label}
      value={fields[name]}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
      {...more}
    />
  );
  return (
    <Modal opened onClose={onClose} title={t('Commit {{name}} to an image', { name: container.name })}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isValid && !isBusy) void submit();
        }}
      >
        <div className={styles.fields}>
          {field('repository', t('Repository'), { error: problems.repository })}
          {field('tag', t('Tag'), { error: problems.tag, placeholder: 'latest' })}
          {field('message', t('Message'))}
          {field('author', t('Author'), { placeholder: t('Name <mail@example.com>') })}
        </div>
        <p className={styles.note}>
          {t(
            'The image holds the files of the container, but not its volumes, nor what was changed in /etc/hosts, /etc/hostname and /etc/resolv.conf. For an image that can be made again, write a Dockerfile.',
          )}{' '}
          <TermLink term="image" />
        </p>
        {container.state === 'running' && (
          <Checkbox
            label={t('Pause the container meanwhile, so that its files fit together')}
            checked={pause}
            onChange={(event) => setPause(event.currentTarget.checked)}
          />
        )}
        <CommandLine command={command} label={t('The same on the command line')} />
        {error && <ErrorNotice error={error} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {isBusy ? t('Go on in the background') : t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isValid}>
            {t('Commit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
