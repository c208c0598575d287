import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { createBuilderCommand } from '../../../contract/commands/buildxCommands.ts';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { Context } from '../../../contract/model/context.ts';
import type { NewBuilder } from '../../../contract/services/builders.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ErrorNotice, useReturnFocus } from '../../ui/index.ts';
import styles from './Builders.module.css';
import { driverWord } from './builderWords.ts';
import { readNewBuilder } from './readNewBuilder.ts';
import { t } from './texts/index.ts';

interface CreateBuilderDialogProps {
  readonly context: Context;
  readonly onCreated: (name: string) => void;
  readonly onClose: () => void;
}

const drivers = () => ['docker-container', 'remote'].map((value) => ({ value, label: driverWord(value) }));

/** Writes a builder down; BuildKit starts with its first build, or with “Start”. */
export function CreateBuilderDialog({ context, onCreated, onClose }: CreateBuilderDialogProps) {
  useReturnFocus();
  const [draft, setDraft] = useState({
    name: '',
    driver: 'docker-container',
    endpoint: '',
    platforms: '',
    options: '',
    use: false,
  });
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }));
  const { builder, problems } = readNewBuilder(draft);
  const create = async (wanted: NewBuilder) => {
    setBusy(true);
    setError(undefined);
    try {
      await client.builders.create({ context: context.name, builder: wanted });
      onCreated(wanted.name);
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('Create a builder')} size="md">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (builder && !isBusy) void create(builder);
        }}
      >
        <TextInput
          label={t('Name')}
          value={draft.name}
          error={draft.name === '' ? undefined : problems.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          data-autofocus
        />
        <NativeSelect
          label={t('Driver')}
          data={drivers()}
          value={draft.driver}
          onChange={(event) => set({ driver: event.currentTarget.value })}
        />
        {draft.driver === 'remote' ? (
          <TextInput
            label={t('Address of its BuildKit')}
            placeholder="tcp://buildkit.example:1234"
            value={draft.endpoint}
            error={draft.endpoint === '' ? undefined : problems.endpoint}
            onChange={(event) => set({ endpoint: event.currentTarget.value })}
          />
        ) : (
          <TextInput
            label={t('Platforms')}
            description={t('Only those it has anyway, unless they are named.')}
            placeholder={t('linux/amd64, linux/arm64')}
            value={draft.platforms}
            onChange={(event) => set({ platforms: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('Driver options')}
          placeholder="network=host image=moby/buildkit:v0.25.1"
          value={draft.options}
          error={problems.options}
          onChange={(event) => set({ options: event.currentTarget.value })}
        />
        <Checkbox
          label={t('Builds go to it from now on')}
          checked={draft.use}
          onChange={(event) => set({ use: event.currentTarget.checked })}
        />
        {builder && (
          <CommandLine
            command={createBuilderCommand(builder, context.cliArgs)}
            label={t('The same on the command line')}
          />
        )}
        {error && <ErrorNotice error={error} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!builder}>
            {t('Create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
