import { Menu } from '@mantine/core';
import type { TableLayout } from '../../../ui/table/columns.ts';
import { ColumnsMenuItems } from '../../../ui/table/ColumnsMenu.tsx';
import type { Point } from '../../../ui/table/Table.tsx';
import type { ContainerColumn } from './columns.tsx';
import styles from './RowMenu.module.css';

export interface ColumnsMenuProps {
  readonly at: Point;
  readonly columns: readonly ContainerColumn[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  readonly onClose: () => void;
}

export function ColumnsMenu({ at, onClose, ...columns }: ColumnsMenuProps) {
  return (
    <Menu opened onClose={onClose} position="bottom-end" offset={2} width={200}>
      <Menu.Target>
        <span aria-hidden="true" className={styles.anchor} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label="Columns">
        <ColumnsMenuItems {...columns} />
      </Menu.Dropdown>
    </Menu>
  );
}
