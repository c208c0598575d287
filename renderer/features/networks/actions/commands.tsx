import { IconCopy, IconFolders, IconPlugConnected, IconTopologyStar3, IconTrash } from '@tabler/icons-react';
import { whyFixed } from '../../../../contract/model/network.ts';
import { copyText } from '../../../ui/index.ts';
import type { ListCommand } from '../../../ui/list/listTypes.ts';
import { type NetworkRow, whyKept } from '../list/networkRows.ts';
import type { NetworkActions } from './useNetworkActions.ts';
import { t } from '../texts/index.ts';

/** What can be done to networks; menus, buttons, shortcuts and the palette are made from it. */
export function networkCommands(actions: NetworkActions): readonly ListCommand<NetworkRow>[] {
  const withFirst = (run: (row: NetworkRow) => void) => (rows: readonly NetworkRow[]) => {
    if (rows[0]) run(rows[0]);
  };
  const one = (rows: readonly NetworkRow[]) => rows.length === 1;
  const copy = (what: string, textOf: (row: NetworkRow) => string): ListCommand<NetworkRow> => ({
    id: `copy-${what}`,
    title: t('Copy {{what}}', { what }),
    icon: <IconCopy />,
    group: 'copy',
    isFor: (rows) => rows.some((row) => textOf(row) !== ''),
    run: (rows) => void copyText(rows.map(textOf).join('\n')),
  });
  return [
    {
      id: 'connect',
      title: t('Connect a container…'),
      icon: <IconPlugConnected />,
      group: 'use',
      shortcut: 'c',
      keywords: ['join', 'attach', 'docker network connect'],
      isSingle: true,
      isFor: (rows) => one(rows) && rows[0] !== undefined && whyFixed(rows[0].network) === undefined,
      run: withFirst(({ id }) => actions.ask({ type: 'connect', networkId: id })),
    },
    {
      id: 'containers',
      title: t('Its containers'),
      icon: <IconFolders />,
      group: 'use',
      isSingle: true,
      isFor: one,
      run: withFirst(({ id }) => actions.open(id, 'containers')),
    },
    {
      id: 'map',
      title: t('Show on the map'),
      icon: <IconTopologyStar3 />,
      group: 'use',
      shortcut: 'm',
      keywords: ['topology', 'picture'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ id }) => actions.show(id)),
    },
    copy('name', ({ network }) => network.name),
    copy('id', ({ id }) => id),
    copy('subnets', ({ network }) => network.subnets.join(', ')),
    {
      id: 'remove',
      title: t('Remove…'),
      icon: <IconTrash />,
      group: 'remove',
      shortcut: 'Delete',
      keywords: ['delete', 'docker network rm'],
      isDangerous: true,
      isFor: (rows) => rows.some((row) => whyKept(row) === undefined),
      run: (rows) =>
        actions.ask({ type: 'remove', ids: rows.filter((row) => whyKept(row) === undefined).map(({ id }) => id) }),
    },
  ];
}
