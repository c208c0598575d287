import { Menu } from '@mantine/core';
import type { Column, TableLayout } from './columns.ts';
import { ColumnsMenuItems } from './ColumnsMenu.tsx';
import type { Point } from './Table.tsx';
import styles from '../list/RowMenu.module.css';
import { t } from '../texts/index.ts';

export interface ColumnsMenuProps {
  readonly at: Point;
  readonly columns: readonly Pick<Column<never>, 'id' | 'title' | 'isHeader' | 'isHiddenAtFirst'>[];
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
      <Menu.Dropdown aria-label={t('Columns')}>
        <ColumnsMenuItems {...columns} />
      </Menu.Dropdown>
    </Menu>
  );
}
