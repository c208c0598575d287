import { removeSelectionCommand } from '../../../contract/commands/diskCommands.ts';
import type { Context } from '../../../contract/model/context.ts';
import type { DiskKind, DiskPlan } from '../../../contract/model/disk.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, formatSize } from '../../ui/index.ts';
import { planSentence } from './planWords.ts';
import { t } from './texts/index.ts';

interface RemoveDialogProps {
  readonly context: Context;
  readonly plan: DiskPlan;
  readonly title: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const LOST: Readonly<Record<DiskKind, string>> = {
  get container() {
    return t('container, with its files and its log');
  },
  get image() {
    return t('image');
  },
  get volume() {
    return t('volume, with all that is in it');
  },
  get cache() {
    return t('build cache');
  },
};

/** Shows each thing that goes and each that cannot, and then removes exactly those that go. */
export function RemoveDialog({ context, plan, title, onDone, onClose }: RemoveDialogProps) {
  const { going, kept, selection } = plan;
  return (
    <ConfirmDialog
      title={title}
      message={planSentence(plan)}
      items={[
        ...going.map(({ kind, id, name, sizeBytes, note }) => ({
          id: `${kind} ${id}`,
          name,
          detail: [LOST[kind], sizeBytes === undefined ? t('size not known') : formatSize(sizeBytes), note]
            .filter(Boolean)
            .join(' · '),
        })),
        ...kept.map(({ kind, id, name, reason }) => ({
          id: `${kind} ${id}`,
          name,
          warning: t('stays'),
          detail: reason,
        })),
      ]}
      {...(going.length > 0 && { command: removeSelectionCommand(selection, context.cliArgs) })}
      confirmLabel={going.length > 0 ? t('Remove {{going}}', { going: going.length }) : t('Remove')}
      isDangerous
      isLoading={going.length === 0}
      onConfirm={async () => {
        await client.disk.remove({ context: context.name, selection });
        onClose();
        onDone();
      }}
      onCancel={onClose}
    />
  );
}
