import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import type { ImageActions } from '../actions/useImageActions.ts';
import type { ImageRow } from './imageRows.ts';
import { t } from '../texts/index.ts';

interface RowActionsProps {
  readonly row: ImageRow;
  readonly actions: ImageActions;
}

/** What is wanted most, for the row under the pointer or the keyboard. */
export function RowActions({ row, actions }: RowActionsProps) {
  return (
    <>
      <IconButton
        size="small"
        tabIndex={-1}
        label={t('Run {{label}}', { label: row.label })}
        icon={<IconPlayerPlay aria-hidden="true" />}
        onClick={() => actions.run(row)}
      />
      <IconButton
        size="small"
        tabIndex={-1}
        label={t('Remove {{label}}', { label: row.label })}
        icon={<IconTrash aria-hidden="true" />}
        onClick={() => actions.ask({ type: 'remove', references: [row.reference] })}
      />
    </>
  );
}
