import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { createContextCommand, updateContextCommand } from '../../../../contract/commands/contextCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { ContextDetail, ContextSettings } from '../../../../contract/model/contextEdit.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, notify, useReturnFocus } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { type ContextDraft, draftOf, EMPTY_DRAFT, type ReachedBy, readDraft, withBundle } from './contextDraft.ts';
import styles from './ContextsPage.module.css';
import { TlsFields } from './TlsFields.tsx';
import { useContextTest } from './useContextTest.ts';
import { t } from '../texts/index.ts';

interface ContextDialogProps {
  /** Of the one that is changed; absent: a new one. */
  readonly name?: string;
  readonly onClose: () => void;
}

const WAYS = [
  { value: 'ssh', label: 'SSH' },
  {
    value: 'tls',
    get label() {
      return t('TCP with TLS');
    },
  },
  {
    value: 'socket',
    get label() {
      return t('Socket');
    },
  },
];

interface AddressWords {
  readonly label: string;
  readonly placeholder: string;
  readonly description: string;
}

function addressWords(by: ReachedBy): AddressWords {
  switch (by) {
    case 'ssh':
      return {
        label: t('Machine'),
        placeholder: t('user@host'),
        description: t('With :PORT where it is not 22. Names, keys and jumps of ~/.ssh/config are used.'),
      };
    case 'tls':
      return {
        label: t('Address'),
        placeholder: t('host:2376'),
        description: t('Only with certificates: without them whoever reaches the port is root there.'),
      };
    case 'socket':
      return {
        label: t('Path'),
        placeholder: '/run/user/1000/docker.sock',
        description: t('Of a socket on this computer.'),
      };
  }
}

/** Adds a context of the docker CLI, or changes one. */
export function ContextDialog({ name, onClose }: ContextDialogProps) {
  useReturnFocus();
  const [draft, setDraft] = useState<ContextDraft>(EMPTY_DRAFT);
  const [before, setBefore] = useState<ContextDetail>();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const tested = useContextTest();
  const set = (change: Partial<ContextDraft>) => {
    tested.forget();
    setError(undefined);
    setDraft((now) => ({ ...now, ...change }));
  };
  useEffect(() => {
    if (name === undefined) return;
    client.contexts.inspect({ name }).then(
      (detail) => {
        setBefore(detail);
        setDraft(draftOf(detail));
      },
      (thrown: unknown) => setError(toAppError(thrown)),
    );
  }, [name]);
  const { settings, nameProblem } = readDraft(draft, before);
  const said = error?.code === 'invalid-input' ? error.path[0] : error?.code === 'name-in-use' ? 'name' : undefined;
  const problemOf = (field: string) => (said === field ? error?.message : undefined);

  async function save(wanted: ContextSettings) {
    setBusy(true);
    setError(undefined);
    try {
      await (name === undefined ? client.contexts.create(wanted) : client.contexts.update(wanted));
      notify({
        title:
          name === undefined ? t('Added the context {{name}}', { name: wanted.name }) : t('Changed {{name}}', { name }),
        tone: 'success',
      });
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  const way = addressWords(draft.by);
  return (
    <Modal
      opened
      onClose={onClose}
      title={name === undefined ? t('Add a context') : t('Change {{name}}', { name })}
      size="lg"
    >
      <form
        className={dialog.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (settings && !isBusy) void save(settings);
        }}
      >
        <SegmentedControl
          aria-label={t('How it is reached')}
          data={WAYS}
          value={draft.by}
          onChange={(by) => set({ by: by as ReachedBy })}
        />
        <TextInput
          label={way.label}
          description={way.description}
          placeholder={way.placeholder}
          spellCheck={false}
          value={draft[draft.by]}
          error={problemOf('endpoint')}
          data-autofocus
          onChange={(event) => set({ [draft.by]: event.currentTarget.value })}
        />
        {name === undefined && (
          <TextInput
            label={t('Name')}
            spellCheck={false}
            value={draft.name}
            error={nameProblem ?? problemOf('name')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('Description')}
          value={draft.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        {draft.by === 'tls' && (
          <TlsFields
            {...{ draft, set, problemOf }}
            onBundle={(bundle) => set(withBundle(draft, bundle))}
            kept={before?.tlsFiles ?? []}
          />
        )}
        {settings && <CommandLine command={commandOf(settings, before)} label={t('The same on the command line')} />}
        {error && (said === undefined || said === 'name') && <ErrorNotice error={error} />}
        {tested.error && <ErrorNotice error={tested.error} />}
        {tested.engine && (
          <output className={styles.good}>{t('It answers: {{engine}}.', { engine: tested.engine })}</output>
        )}
        <div className={dialog.buttons}>
          <Button
            variant="default"
            className={styles.atStart}
            loading={tested.isBusy}
            disabled={!settings}
            onClick={() => settings && tested.run(settings)}
          >
            {t('Test the connection')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!settings}>
            {name === undefined ? t('Add') : t('Save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function commandOf(settings: ContextSettings, before: ContextDetail | undefined): string {
  if (!before) return createContextCommand(settings);
  if (settings.tls) return updateContextCommand(settings);
  const kept = Object.fromEntries(before.tlsFiles.map((file) => [file, `${before.tlsDir}/${file}.pem`]));
  return updateContextCommand({ ...settings, tls: { skipVerify: before.skipVerify } }, kept);
}
