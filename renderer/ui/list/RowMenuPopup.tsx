import type { Point } from '../table/Table.tsx';
import { CommandMenu } from './CommandMenu.tsx';
import { fitting } from './fitting.ts';
import { countedRows, type ListCommand, type ListWords } from './listTypes.ts';
import { t } from '../texts/index.ts';

export interface RowMenuProps<Row> {
  readonly at: Point;
  readonly words: ListWords;
  readonly rows: readonly Row[];
  readonly commands: readonly ListCommand<Row>[];
  readonly nameOf: (row: Row) => string;
  readonly onClose: () => void;
}

/** Everything that can be done to these rows now; what cannot is left out. */
export function RowMenuPopup<Row>({ at, words, rows, commands, nameOf, onClose }: RowMenuProps<Row>) {
  const shown = fitting(commands, rows);
  const [first] = rows;
  const counted = countedRows(words, rows.length);
  return (
    <CommandMenu
      at={at}
      label={t('Actions for {{how}}', { how: rows.length === 1 && first !== undefined ? nameOf(first) : counted })}
      heading={rows.length > 1 ? counted : undefined}
      groups={[...new Set(shown.map(({ group }) => group))].map((group) =>
        shown
          .filter((command) => command.group === group)
          .map((command) => ({ ...command, run: () => command.run(rows) })),
      )}
      onClose={onClose}
    />
  );
}
