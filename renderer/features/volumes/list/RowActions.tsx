import { IconArchive, IconTrash } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import type { VolumeActions } from '../actions/useVolumeActions.ts';
import type { VolumeRow } from './volumeRows.ts';
import { t } from '../texts/index.ts';

interface RowActionsProps {
  readonly row: VolumeRow;
  readonly actions: VolumeActions;
}

/** What is wanted most, for the row under the pointer or the keyboard. */
export function RowActions({ row, actions }: RowActionsProps) {
  return (
    <>
      <IconButton
        size="small"
        tabIndex={-1}
        label={t('Back up {{label}}', { label: row.label })}
        icon={<IconArchive aria-hidden="true" />}
        onClick={() => actions.ask({ type: 'backup', name: row.id })}
      />
      <IconButton
        size="small"
        tabIndex={-1}
        label={t('Remove {{label}}', { label: row.label })}
        icon={<IconTrash aria-hidden="true" />}
        onClick={() => actions.ask({ type: 'remove', names: [row.id] })}
      />
    </>
  );
}
