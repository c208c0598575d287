import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { pruneImagesCommand, removeImagesCommand } from '../../../../contract/commands/imageCommands.ts';
import type { ImageRemovalPlan } from '../../../../contract/model/image.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ConfirmDialog, ErrorNotice } from '../../../ui/index.ts';
import { AgeSelect } from '../../../ui/form/AgeSelect.tsx';
import { useLoad } from '../../../ui/useLoad.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { counted, freedText, outcomeText, referenceText } from './words.ts';
import { t } from '../texts/index.ts';

interface PruneDialogProps {
  readonly context: string;
  readonly cliArgs: CliArgs;
  readonly onClose: () => void;
}

const HOUR_MS = 3_600_000;

/** A dry run of a prune: each name that goes and what it frees; then exactly these go. */
export function PruneDialog({ context, cliArgs, onClose }: PruneDialogProps) {
  const [all, setAll] = useState(false);
  const [untilHours, setUntilHours] = useState<number>();
  const {
    value: plan,
    error,
    isLoading,
  } = useLoad(`${context} ${all} ${untilHours}`, (signal) =>
    client.images.previewPrune(
      {
        context,
        all,
        ...(untilHours !== undefined && { createdBefore: Date.now() - untilHours * HOUR_MS }),
      },
      { signal },
    ),
  );
  const images = plan?.images.filter(({ outcome }) => outcome === 'removed') ?? [];
  const references = images.flatMap((image) => image.references);

  const which = (
    <>
      <Radio.Group label={t('Which')} value={all ? 'all' : 'dangling'} onChange={(value) => setAll(value === 'all')}>
        <div className={dialog.choices}>
          <Radio value="dangling" label={t('Dangling: without a name, left over from builds and pulls')} />
          <Radio value="all" label={t('All that no container uses, with their names')} />
        </div>
      </Radio.Group>
      <AgeSelect hours={untilHours} onHours={setUntilHours} />
      <CommandLine
        label={t('Docker’s own prune, which chooses for itself when it runs')}
        command={pruneImagesCommand(all, untilHours, cliArgs)}
      />
    </>
  );

  return (
    <ConfirmDialog
      title={t('Remove images that nothing uses')}
      message={
        <div className={dialog.form}>
          {which}
          <div>
            {error ? (
              <ErrorNotice error={error} />
            ) : plan && !isLoading ? (
              sentence(plan, all)
            ) : (
              t('Looking at what would go…')
            )}
          </div>
        </div>
      }
      items={images.flatMap((image) =>
        image.references.map((reference) => ({
          id: reference,
          name: referenceText(reference),
          detail: outcomeText(image),
        })),
      )}
      command={references.length > 0 ? removeImagesCommand(references.map(referenceText), cliArgs) : undefined}
      confirmLabel={images.length > 0 ? t('Remove {{counted}}', { counted: counted(images.length) }) : t('Remove')}
      isDangerous
      isLoading={references.length === 0 || isLoading}
      onConfirm={async () => {
        await client.images.remove({ context, references });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}

function sentence(plan: ImageRemovalPlan, all: boolean): string {
  const { length } = plan.images.filter(({ outcome }) => outcome === 'removed');
  if (length === 0)
    return all ? t('Containers use every image.') : t('Every image has a name, or containers that use it.');
  return t('{{counted}}. {{plan}} Only these are removed, even if others become unused meanwhile.', {
    counted: counted(length),
    plan: freedText(plan),
  });
}
