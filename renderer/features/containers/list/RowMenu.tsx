import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { CommandMenu } from '../../../ui/list/CommandMenu.tsx';
import type { Point } from '../../../ui/table/Table.tsx';
import { containerCommands, type ContainerCommand } from '../actions/commands.tsx';
import type { ContainerActions } from '../actions/useActions.ts';

export interface RowMenuProps {
  readonly at: Point;
  readonly containers: readonly ContainerSummary[];
  readonly actions: ContainerActions;
  readonly onClose: () => void;
}

const GROUPS: readonly ContainerCommand['group'][] = ['state', 'look', 'change', 'copy', 'remove'];

/** Everything that can be done to the chosen containers now; what cannot is left out. */
export function RowMenu({ at, containers, actions, onClose }: RowMenuProps) {
  const fitting = containerCommands(actions).filter(
    (command) => command.isFor(containers) && (!command.isSingle || containers.length === 1),
  );
  const count = `${containers.length} containers`;
  return (
    <CommandMenu
      at={at}
      label={`Actions for ${containers.length === 1 ? containers[0]?.name : count}`}
      heading={containers.length > 1 ? count : undefined}
      groups={GROUPS.map((group) =>
        fitting
          .filter((command) => command.group === group)
          .map((command) => ({ ...command, run: () => command.run(containers) })),
      )}
      onClose={onClose}
    />
  );
}
