import { CommandMenu } from '../../../ui/list/CommandMenu.tsx';
import type { Point } from '../../../ui/table/Table.tsx';
import { type NetworkCommand, networkCommands } from '../actions/commands.tsx';
import type { NetworkActions } from '../actions/useNetworkActions.ts';
import { counted } from '../text/words.ts';
import type { NetworkRow } from './networkRows.ts';

export interface RowMenuProps {
  readonly at: Point;
  readonly rows: readonly NetworkRow[];
  readonly actions: NetworkActions;
  readonly onClose: () => void;
}

const GROUPS: readonly NetworkCommand['group'][] = ['use', 'copy', 'remove'];

/** Everything that can be done to the chosen networks now; what cannot is left out. */
export function RowMenu({ at, rows, actions, onClose }: RowMenuProps) {
  const fitting = networkCommands(actions).filter(
    (command) => command.isFor(rows) && (!command.isSingle || rows.length === 1),
  );
  return (
    <CommandMenu
      at={at}
      label={`Actions for ${rows.length === 1 ? rows[0]?.network.name : counted(rows.length)}`}
      heading={rows.length > 1 ? counted(rows.length) : undefined}
      groups={GROUPS.map((group) =>
        fitting
          .filter((command) => command.group === group)
          .map((command) => ({ ...command, run: () => command.run(rows) })),
      )}
      onClose={onClose}
    />
  );
}
