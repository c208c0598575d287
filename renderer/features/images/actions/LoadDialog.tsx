import { Button, FileInput, Modal, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDispatch } from 'react-redux';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { importCommand, loadCommand } from '../../../../contract/commands/imageCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, formatSize } from '../../../ui/index.ts';
import { jobsSlice } from '../../jobs/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { sendFiles } from '../../../rpc/uploads/sendFiles.ts';
import { t } from '../texts/index.ts';

interface LoadDialogProps {
  readonly context: string;
  readonly cliArgs: CliArgs;
  readonly onClose: () => void;
}

type Kind = 'load' | 'import';

/** Takes an archive from this computer: images that were saved, or the files of a new one. */
export function LoadDialog({ context, cliArgs, onClose }: LoadDialogProps) {
  const dispatch = useDispatch();
  const [kind, setKind] = useState<Kind>('load');
  const [file, setFile] = useState<File | null>(null);
  const [fields, setFields] = useState({ reference: '', message: '', changes: '' });
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const changes = fields.changes
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const message = fields.message.trim() || undefined;
  const reference = fields.reference.trim();
  const name = file?.name ?? 'archive.tar';
  const command =
    kind === 'load'
      ? loadCommand(name, cliArgs)
      : importCommand(name, reference || 'NAME', { message, changes }, cliArgs);
  const refusal = error?.code === 'invalid-input' ? [error.message, error.hint].filter(Boolean).join(' ') : undefined;

  async function submit() {
    if (!file) return;
    setBusy(true);
    setError(undefined);
    const sent = { context, fileName: file.name, sizeBytes: file.size };
    try {
      const upload = await (kind === 'load'
        ? client.images.load(sent)
        : client.images.import({ ...sent, reference, changes, ...(message !== undefined && { message }) }));
      onClose();
      dispatch(jobsSlice.actions.drawerOpened());
      void sendFiles([file], upload);
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  const field = (key: keyof typeof fields) => ({
    value: fields[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      setFields({ ...fields, [key]: event.currentTarget.value });
      setError(undefined);
    },
  });

  return (
    <Modal opened onClose={onClose} title={t('Load images from a file')} size="md">
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FileInput
          label={t('Archive')}
          description={file ? formatSize(file.size) : t('A .tar file, compressed or not')}
          placeholder={t('Choose a file')}
          accept=".tar,.gz,.tgz,.xz,.bz2,.zst"
          value={file}
          onChange={setFile}
          data-autofocus
        />
        <Radio.Group label={t('It holds')} value={kind} onChange={(value) => setKind(value as Kind)}>
          <div className={dialog.choices}>
            <Radio value="load" label={t('Images that docker save made, with their names and layers')} />
            <Radio value="import" label={t('Files, such as an exported container: they become one new image')} />
          </div>
        </Radio.Group>
        {kind === 'import' && (
          <>
            <TextInput label={t('Name of the image')} placeholder="me/base:1" error={refusal} {...field('reference')} />
            <Textarea
              label={t('Settings')}
              description={t('Instructions as in a Dockerfile, one a line; an archive of files has none')}
              placeholder={'CMD ["/bin/sh"]\nENV LANG=C.UTF-8'}
              autosize
              minRows={2}
              maxRows={8}
              {...field('changes')}
            />
            <TextInput label={t('Message')} placeholder={t('Where it comes from')} {...field('message')} />
          </>
        )}
        {error && !refusal && <ErrorNotice error={error} />}
        <CommandLine command={command} />
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!file || (kind === 'import' && reference === '')}>
            {kind === 'load' ? t('Load') : t('Import')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
