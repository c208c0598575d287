import { Autocomplete, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { containerActionCommand } from '../../../../contract/commands/containerCommands.ts';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { removeImagesCommand } from '../../../../contract/commands/imageCommands.ts';
import type { ImageRemovalPlan } from '../../../../contract/model/image.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { imagesSlice } from '../store/imagesSlice.ts';
import { freedText, outcomeText, referenceText } from './words.ts';
import { plural, t } from '../texts/index.ts';

interface RemoveDialogProps {
  readonly context: string;
  /** Empty: the dialog asks for a name first. */
  readonly references: readonly string[];
  readonly cliArgs: CliArgs;
  readonly onClose: () => void;
}

/** Says exactly what goes and what keeps the rest, then removes exactly that. */
export function RemoveDialog({ context, references, cliArgs, onClose }: RemoveDialogProps) {
  const images = useSelector(imagesSlice.selectors.selectItems);
  const [text, setText] = useState('');
  const [withContainers, setWithContainers] = useState(false);
  const isAsked = references.length === 0;
  const names = [...new Set(images.flatMap(({ id, tags }) => (tags.length > 0 ? tags : [id])))].toSorted();
  const typed = names.includes(text.trim()) ? [text.trim()] : [];
  const wanted = isAsked ? typed : references;
  const { value: plan, error } = useLoad(wanted.join(' '), async (signal) =>
    wanted.length === 0 ? undefined : client.images.previewRemove({ context, references: [...wanted] }, { signal }),
  );

  const users = plan?.images.flatMap(({ containers }) => containers) ?? [];
  const going = plan?.images.filter(({ outcome }) => outcome !== 'blocked' || withContainers) ?? [];
  const removed = withContainers ? users : [];
  const targets = going.flatMap((image) => image.references);
  const command = [
    ...(removed.length > 0
      ? [
          containerActionCommand(
            { type: 'remove', force: true, volumes: false, stopFirst: false },
            removed.map(({ name }) => name),
            cliArgs,
          ),
        ]
      : []),
    ...(targets.length > 0 ? [removeImagesCommand(targets, cliArgs)] : []),
  ].join('\n');

  return (
    <ConfirmDialog
      title={titleOf(wanted)}
      message={error ? <ErrorNotice error={error} /> : plan ? sentence(plan, withContainers) : undefined}
      items={plan?.images.flatMap((image) => [
        ...image.references.map((reference) => ({
          id: reference,
          name: referenceText(reference),
          detail: image.outcome === 'blocked' && withContainers ? t('goes with its containers') : outcomeText(image),
        })),
        ...image.containers.map(({ id, name, state }) => ({
          id,
          name,
          warning: t('container, {{state}}', { state }),
          detail: withContainers ? t('is removed, and what is in it') : t('keeps the image'),
        })),
      ])}
      command={command === '' ? undefined : command}
      confirmLabel={removed.length > 0 ? t('Remove with containers') : t('Remove')}
      isDangerous
      isLoading={!plan || targets.length === 0}
      onConfirm={async () => {
        await client.images.remove({ context, references: targets, containerIds: removed.map(({ id }) => id) });
        onClose();
      }}
      onCancel={onClose}
    >
      {isAsked && (
        <Autocomplete
          label={t('Image')}
          placeholder={t('The name of an image on this engine')}
          data={names}
          limit={50}
          value={text}
          onChange={setText}
          data-autofocus
        />
      )}
      {users.length > 0 && (
        <Checkbox
          label={plural(users.length, 'Remove the container {{name}} too', 'Remove the {{count}} containers too', {
            name: users[0]?.name ?? '',
          })}
          description={t('Their files go with them; volumes stay.')}
          checked={withContainers}
          onChange={(event) => setWithContainers(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}

function titleOf(wanted: readonly string[]): string {
  if (wanted.length === 0) return t('Remove an image');
  return plural(wanted.length, 'Remove {{wanted}}?', 'Remove {{count}} images?', {
    wanted: referenceText(wanted[0] ?? ''),
  });
}

function sentence(plan: ImageRemovalPlan, withContainers: boolean): string {
  const blocked = plan.images.filter(({ outcome }) => outcome === 'blocked').length;
  if (blocked > 0 && withContainers) return t('The containers are removed first, running ones too; then the images.');
  if (blocked === plan.images.length) {
    return plural(
      blocked,
      'It cannot be removed while containers use it.',
      'None of them can be removed while containers use them.',
    );
  }
  return freedText(plan);
}
