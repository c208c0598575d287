import { Autocomplete } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { removeImageCommand } from '../../../contract/commands/viewCommands.ts';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { ImageRemovePreview } from '../../../contract/model/image.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize, notify } from '../../ui/index.ts';

interface RemoveImageDialogProps {
  readonly context: string;
  readonly cliArgs: CliArgs | undefined;
  readonly onClose: () => void;
}

interface Looked {
  readonly reference: string;
  readonly preview?: ImageRemovePreview;
  readonly error?: AppError;
}

/** Says what goes and which containers use it, then removes exactly that name. */
export function RemoveImageDialog({ context, cliArgs, onClose }: RemoveImageDialogProps) {
  const [names, setNames] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [looked, setLooked] = useState<Looked>();
  const reference = text.trim();
  const isKnown = names.includes(reference);
  const { preview, error } = looked?.reference === reference ? looked : {};

  useEffect(() => {
    const abort = new AbortController();
    client.images.list({ context }, { signal: abort.signal }).then(
      (images) => setNames([...new Set(images.flatMap(({ id, tags }) => (tags.length > 0 ? tags : [id])))].toSorted()),
      (thrown: unknown) => !abort.signal.aborted && setLooked({ reference: '', error: toAppError(thrown) }),
    );
    return () => abort.abort();
  }, [context]);

  useEffect(() => {
    if (!isKnown) return;
    const abort = new AbortController();
    client.images.previewRemove({ context, reference }, { signal: abort.signal }).then(
      (value) => setLooked({ reference, preview: value }),
      (thrown: unknown) => !abort.signal.aborted && setLooked({ reference, error: toAppError(thrown) }),
    );
    return () => abort.abort();
  }, [context, reference, isKnown]);

  // The engine keeps an image that a container was made from; another name of it is free to go.
  const users = preview && preview.otherTags.length === 0 ? preview.containers : [];
  return (
    <ConfirmDialog
      title="Remove an image"
      message={error ? <ErrorNotice error={error} /> : preview && sentence(preview)}
      items={users.map(({ id, name, state }) => ({ id, name, warning: `uses it (${state})` }))}
      command={preview && removeImageCommand(reference, false, cliArgs)}
      confirmLabel="Remove"
      isDangerous
      isLoading={!preview || users.length > 0}
      onConfirm={async () => {
        await client.images.remove({ context, reference });
        onClose();
        notify({ title: `Removed ${reference}`, tone: 'success' });
      }}
      onCancel={onClose}
    >
      <Autocomplete
        label="Image"
        placeholder="The name of an image on this engine"
        data={[...names]}
        limit={50}
        value={text}
        onChange={setText}
        data-autofocus
      />
    </ConfirmDialog>
  );
}

function sentence({ otherTags, containers, sizeBytes }: ImageRemovePreview): string {
  if (otherTags.length > 0) return `Only this name goes: the image stays as ${otherTags.join(', ')}.`;
  if (containers.length > 0) {
    return `It cannot be removed while ${containers.length === 1 ? 'a container uses' : 'containers use'} it. Remove ${
      containers.length === 1 ? 'it' : 'them'
    } first.`;
  }
  return `No container uses it. Up to ${formatSize(sizeBytes)} are freed; it can be pulled or built again.`;
}
