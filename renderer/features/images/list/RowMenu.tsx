import { CommandMenu } from '../../../ui/list/CommandMenu.tsx';
import type { Point } from '../../../ui/table/Table.tsx';
import { type ImageCommand, imageCommands } from '../actions/commands.tsx';
import type { ImageActions } from '../actions/useImageActions.ts';
import { counted } from '../actions/words.ts';
import type { ImageRow } from './imageRows.ts';

export interface RowMenuProps {
  readonly at: Point;
  readonly rows: readonly ImageRow[];
  readonly actions: ImageActions;
  readonly onClose: () => void;
}

const GROUPS: readonly ImageCommand['group'][] = ['use', 'change', 'copy', 'remove'];

/** Everything that can be done to the chosen images now; what cannot is left out. */
export function RowMenu({ at, rows, actions, onClose }: RowMenuProps) {
  const fitting = imageCommands(actions).filter(
    (command) => command.isFor(rows) && (!command.isSingle || rows.length === 1),
  );
  return (
    <CommandMenu
      at={at}
      label={`Actions for ${rows.length === 1 ? rows[0]?.label : counted(rows.length)}`}
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
