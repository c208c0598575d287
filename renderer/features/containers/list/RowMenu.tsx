import { Menu } from '@mantine/core';
import { Fragment } from 'react';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { Kbd, shownShortcut } from '../../../ui/index.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import { containerCommands, type ContainerCommand } from '../actions/commands.tsx';
import type { ContainerActions } from '../actions/useActions.ts';
import styles from './RowMenu.module.css';

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
  const groups = GROUPS.map((group) => fitting.filter((command) => command.group === group)).filter(
    ({ length }) => length > 0,
  );
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} returnFocus={false} width={250}>
      <Menu.Target>
        <span aria-hidden="true" className={styles.anchor} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown
        aria-label={
          containers.length === 1 ? `Actions for ${containers[0]?.name}` : `Actions for ${containers.length} containers`
        }
      >
        {containers.length > 1 && <Menu.Label>{containers.length} containers</Menu.Label>}
        {groups.map((commands, index) => (
          <Fragment key={commands[0]?.group}>
            {index > 0 && <Menu.Divider />}
            {commands.map((command) => (
              <Menu.Item
                key={command.id}
                className={styles.item}
                data-danger={command.isDangerous || undefined}
                leftSection={command.icon}
                rightSection={command.shortcut !== undefined && <Kbd keys={shownShortcut(command.shortcut)} />}
                onClick={() => command.run(containers)}
              >
                {command.title}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
