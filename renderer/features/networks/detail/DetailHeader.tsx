import { IconDots, IconPlugConnected, IconTrash, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { whyFixed } from '../../../../contract/model/network.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { IconButton } from '../../../ui/index.ts';
import { RowMenu } from '../../../ui/list/rowMenu.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import { networkCommands } from '../actions/commands.tsx';
import type { NetworkActions } from '../actions/useNetworkActions.ts';
import { driverText, nameOf, type NetworkRow, whyKept } from '../list/networkRows.ts';
import { containersText, NETWORK_WORDS } from '../text/words.ts';
import { t } from '../texts/index.ts';

interface DetailHeaderProps {
  readonly row: NetworkRow;
  readonly actions: NetworkActions;
}

export function DetailHeader({ row, actions }: DetailHeaderProps) {
  const [menuAt, setMenuAt] = useState<Point>();
  const { network, users } = row;
  const kept = whyKept(row);
  const commands = useMemo(() => networkCommands(actions), [actions]);
  return (
    <header className={shared.header}>
      <div className={shared.heading}>
        <h2 className={shared.name} title={network.name}>
          {network.name}
        </h2>
        <div className={shared.sub}>
          <span>{driverText(network)}</span>
          {network.subnets.length > 0 && <span>{network.subnets.join(', ')}</span>}
          <span className={shared.image}>{users.length === 0 ? t('nobody on it') : containersText(users.length)}</span>
        </div>
      </div>
      <div className={shared.headerActions}>
        {whyFixed(network) === undefined && (
          <IconButton
            label={t('Connect a container to {{name}}', { name: network.name })}
            icon={<IconPlugConnected aria-hidden="true" />}
            onClick={() => actions.ask({ type: 'connect', networkId: row.id })}
          />
        )}
        <IconButton
          label={kept ?? t('Remove {{name}}', { name: network.name })}
          aria-disabled={kept !== undefined}
          icon={<IconTrash aria-hidden="true" />}
          onClick={() => kept === undefined && actions.ask({ type: 'remove', ids: [row.id] })}
        />
        <IconButton
          label={t('More actions for {{name}}', { name: network.name })}
          aria-haspopup="menu"
          icon={<IconDots aria-hidden="true" />}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            setMenuAt({ x: left, y: bottom });
          }}
        />
        <span className={shared.divider} />
        <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={actions.close} />
      </div>
      {menuAt && (
        <RowMenu
          at={menuAt}
          words={NETWORK_WORDS}
          rows={[row]}
          commands={commands}
          nameOf={nameOf}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </header>
  );
}
