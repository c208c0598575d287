import { Menu } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { shownShortcut } from '../commands/shortcut.ts';
import { Kbd } from '../Kbd.tsx';
import type { Point } from '../table/Table.tsx';
import styles from './RowMenu.module.css';

export interface MenuCommand {
  readonly id: string;
  readonly title: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  readonly isDangerous?: boolean;
  readonly run: () => void;
}

export interface CommandMenuProps {
  readonly at: Point;
  /** Its accessible name. */
  readonly label: string;
  readonly heading?: string;
  /** Empty ones are left out; between the others is a line. */
  readonly groups: readonly (readonly MenuCommand[])[];
  readonly onClose: () => void;
}

/** What can be done, where the pointer or the keyboard is. */
export function CommandMenu({ at, label, heading, groups, onClose }: CommandMenuProps) {
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} returnFocus={false} width={250}>
      <Menu.Target>
        <span aria-hidden="true" className={styles.anchor} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {heading !== undefined && <Menu.Label>{heading}</Menu.Label>}
        {groups
          .filter(({ length }) => length > 0)
          .map((commands, index) => (
            <Fragment key={commands[0]?.id}>
              {index > 0 && <Menu.Divider />}
              {commands.map((command) => (
                <Menu.Item
                  key={command.id}
                  className={styles.item}
                  data-danger={command.isDangerous || undefined}
                  leftSection={command.icon}
                  rightSection={command.shortcut !== undefined && <Kbd keys={shownShortcut(command.shortcut)} />}
                  onClick={command.run}
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
