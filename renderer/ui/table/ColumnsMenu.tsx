import { Menu } from '@mantine/core';
import { type Column, DEFAULT_LAYOUT, isShown, type TableLayout } from './columns.ts';
import { t } from '../texts/index.ts';

interface ColumnsMenuProps {
  readonly columns: readonly Pick<Column<never>, 'id' | 'title' | 'isHeader' | 'isHiddenAtFirst'>[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
}

/** The items of a menu in which columns are chosen; it stays open meanwhile. */
export function ColumnsMenuItems({ columns, layout, onLayout }: ColumnsMenuProps) {
  return (
    <>
      <Menu.Label>{t('Columns')}</Menu.Label>
      {columns
        .filter(({ isHeader }) => !isHeader)
        .map((column) => {
          const isOn = isShown(column, layout);
          return (
            <Menu.CheckboxItem
              key={column.id}
              checked={isOn}
              onChange={() => onLayout({ ...layout, shown: { ...layout.shown, [column.id]: !isOn } })}
            >
              {column.title}
            </Menu.CheckboxItem>
          );
        })}
      <Menu.Divider />
      <Menu.Item
        leftSection={<span style={{ width: 14 }} />}
        onClick={() => onLayout({ ...DEFAULT_LAYOUT, sort: layout.sort })}
      >
        {t('Reset columns')}
      </Menu.Item>
    </>
  );
}
