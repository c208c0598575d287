import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { tagCommand } from '../../../../contract/commands/imageCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, notify } from '../../../ui/index.ts';
import { imagesSlice } from '../store/imagesSlice.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { referenceText } from './words.ts';
import { plural, t } from '../texts/index.ts';

interface TagDialogProps {
  readonly context: string;
  readonly reference: string;
  readonly cliArgs: CliArgs;
  readonly onClose: () => void;
}

/** Gives an image another name, and says whose name it was until now. */
export function TagDialog({ context, reference, cliArgs, onClose }: TagDialogProps) {
  const images = useSelector(imagesSlice.selectors.selectItems);
  const [target, setTarget] = useState(reference.startsWith('sha256:') ? '' : reference);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const name = target.trim();
  const full = /:[^/]*$/.test(name) ? name : `${name}:latest`;
  const its = images.find(({ id, tags }) => id === reference || tags.includes(reference));
  const owner = images.find(({ tags }) => tags.includes(full));
  const isSame = owner !== undefined && owner === its;
  const fieldError =
    error?.code === 'invalid-input' ? [error.message, error.hint].filter(Boolean).join(' ') : undefined;

  async function submit() {
    setBusy(true);
    setError(undefined);
    try {
      await client.images.tag({ context, reference, target: name });
      onClose();
      notify({
        title: t('Tagged {{reference}} as {{full}}', { reference: referenceText(reference), full }),
        tone: 'success',
      });
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('Tag {{reference}}', { reference: referenceText(reference) })} size="md">
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label={t('New name')}
          description={t('With the registry and your namespace if you want to push it: ghcr.io/me/web:1.2')}
          value={target}
          onChange={(event) => {
            setTarget(event.currentTarget.value);
            setError(undefined);
          }}
          error={fieldError}
          spellCheck={false}
          data-autofocus
        />
        {owner && !isSame && (
          <p className={dialog.warning}>
            {plural(
              owner.tags.length,
              '{{full}} is the name of another image now ({{id}}). It loses that name, and is dangling then.',
              '{{full}} is the name of another image now ({{id}}). It loses that name.',
              { full, id: referenceText(owner.id) },
            )}
          </p>
        )}
        {isSame && <p className={dialog.note}>{t('It has this name already.')}</p>}
        {error && !fieldError && <ErrorNotice error={error} />}
        <CommandLine command={tagCommand(reference, name, cliArgs)} />
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={name === '' || isSame}>
            {t('Tag')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
