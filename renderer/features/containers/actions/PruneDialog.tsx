import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useDispatch } from 'react-redux';
import { containerActionCommand } from '../../../../contract/commands/containerCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize } from '../../../ui/index.ts';
import { stateText } from '../text/state.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { applyAction } from './apply.ts';
import { freedText, lostBytes, lostText } from './lost.ts';
import { removals } from './removals.ts';
import { useCliArgs } from './useCliArgs.ts';
import { counted } from './words.ts';
import { t } from '../texts/index.ts';

interface PruneDialogProps {
  readonly context: string;
  readonly onClose: () => void;
}

/** A dry run of a prune: each container that does not run, and what it holds; then exactly these go. */
export function PruneDialog({ context, onClose }: PruneDialogProps) {
  const dispatch = useDispatch();
  const cliArgs = useCliArgs();
  const [volumes, setVolumes] = useState(false);
  const {
    value: previews = [],
    error,
    isLoading,
  } = useLoad(context, (signal) => client.containers.previewPrune({ context }, { signal }));
  const action = { type: 'remove' as const, force: false, volumes };
  const hasVolumes = previews.some(({ anonymousVolumes }) => anonymousVolumes.length > 0);
  const isEmpty = !isLoading && !error && previews.length === 0;

  async function removeAll() {
    for (const part of removals(previews, action)) {
      await applyAction(dispatch, context, part.containers, part.action, {
        doneMessage: (done) => freedText(previews, done, volumes),
      });
    }
  }

  return (
    <ConfirmDialog
      title={isEmpty ? t('Nothing to remove') : t('Remove all stopped containers?')}
      message={
        error ? (
          <ErrorNotice error={error} />
        ) : isLoading ? (
          t('Looking at what would go…')
        ) : isEmpty ? (
          t('Every container runs.')
        ) : (
          t('{{counted}}, {{previews}}. Only these are removed, even if others stop meanwhile.', {
            counted: counted(previews.length),
            previews: formatSize(lostBytes(previews, volumes)),
          })
        )
      }
      items={previews.map((preview) => ({
        id: preview.id,
        name: preview.name,
        detail: `${stateText(preview)} · ${preview.image} · ${lostText(preview, volumes)}`,
      }))}
      command={
        previews.length > 0
          ? removals(previews, action)
              .map((part) =>
                containerActionCommand(
                  part.action,
                  part.containers.map(({ name }) => name),
                  cliArgs,
                ),
              )
              .join('\n')
          : undefined
      }
      confirmLabel={previews.length > 0 ? t('Remove {{counted}}', { counted: counted(previews.length) }) : t('Remove')}
      isDangerous
      isLoading={previews.length === 0}
      onConfirm={() => {
        onClose();
        void removeAll();
      }}
      onCancel={onClose}
    >
      {hasVolumes && (
        <Checkbox
          label={t('Remove their anonymous volumes too')}
          checked={volumes}
          onChange={(event) => setVolumes(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
