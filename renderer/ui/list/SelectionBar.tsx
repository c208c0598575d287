import { IconDots, IconX } from '@tabler/icons-react';
import { shownShortcut } from '../commands/shortcut.ts';
import { IconButton } from '../IconButton.tsx';
import type { Point } from '../table/Table.tsx';
import { countedRows, type ListCommand, type ListWords } from './listTypes.ts';
import styles from './List.module.css';
import { t } from '../texts/index.ts';

interface SelectionBarProps<Row> {
  readonly words: ListWords;
  readonly rows: readonly Row[];
  readonly commands: readonly ListCommand<Row>[];
  /** Only these; without it all that are for several. */
  readonly ids?: readonly string[];
  readonly onMenu: (at: Point) => void;
  readonly onClear: () => void;
}

/** Over the end of the list while several are chosen. */
export function SelectionBar<Row>({ words, rows, commands, ids, onMenu, onClear }: SelectionBarProps<Row>) {
  const counted = countedRows(words, rows.length);
  const labelOf = words.acted ?? ((verb: string) => `${verb}: ${counted}`);
  const shown = commands.filter(({ id, isSingle, isFor }) => !isSingle && (ids?.includes(id) ?? true) && isFor(rows));
  return (
    <div
      className={styles.selectionBar}
      role="toolbar"
      aria-label={t('Actions for the selected {{many}}', { many: words.many })}
    >
      <span className={styles.selectionCount}>{t('{{rows}} selected', { rows: rows.length })}</span>
      {shown.map((command) => (
        <IconButton
          key={command.id}
          label={labelOf(command.title.replace('…', ''), counted)}
          icon={command.icon}
          isDangerous={command.isDangerous}
          shortcut={command.shortcut && shownShortcut(command.shortcut)}
          onClick={() => command.run(rows)}
        />
      ))}
      <IconButton
        label={t('More actions for the selected {{many}}', { many: words.many })}
        icon={<IconDots aria-hidden="true" />}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect();
          onMenu({ x: left, y: top });
        }}
      />
      <span className={styles.barDivider} />
      <IconButton
        label={t('Clear the selection')}
        shortcut="Esc"
        icon={<IconX aria-hidden="true" />}
        onClick={onClear}
      />
    </div>
  );
}
