import { IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { whyFixed } from '../../../../contract/model/network.ts';
import { IconButton } from '../../../ui/index.ts';
import type { NetworkActions } from '../actions/useNetworkActions.ts';
import { type NetworkRow, whyKept } from './networkRows.ts';
import { t } from '../texts/index.ts';

interface RowActionsProps {
  readonly row: NetworkRow;
  readonly actions: NetworkActions;
}

/** What is wanted most, for the row under the pointer or the keyboard; what cannot be says why. */
export function RowActions({ row, actions }: RowActionsProps) {
  const { network } = row;
  const kept = whyKept(row);
  return (
    <>
      {whyFixed(network) === undefined && (
        <IconButton
          size="small"
          tabIndex={-1}
          label={t('Connect a container to {{name}}', { name: network.name })}
          icon={<IconPlugConnected aria-hidden="true" />}
          onClick={() => actions.ask({ type: 'connect', networkId: row.id })}
        />
      )}
      <IconButton
        size="small"
        tabIndex={-1}
        label={kept ?? t('Remove {{name}}', { name: network.name })}
        aria-disabled={kept !== undefined}
        icon={<IconTrash aria-hidden="true" />}
        onClick={() => kept === undefined && actions.ask({ type: 'remove', ids: [row.id] })}
      />
    </>
  );
}
