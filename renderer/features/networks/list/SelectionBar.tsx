import { IconDots, IconX } from '@tabler/icons-react';
import { IconButton, shownShortcut } from '../../../ui/index.ts';
import styles from '../../../ui/list/List.module.css';
import type { Point } from '../../../ui/table/Table.tsx';
import { networkCommands } from '../actions/commands.tsx';
import type { NetworkActions } from '../actions/useNetworkActions.ts';
import { counted } from '../text/words.ts';
import type { NetworkRow } from './networkRows.ts';

interface SelectionBarProps {
  readonly rows: readonly NetworkRow[];
  readonly actions: NetworkActions;
  readonly onMenu: (at: Point) => void;
  readonly onClear: () => void;
}

/** Over the end of the list while several are chosen. */
export function SelectionBar({ rows, actions, onMenu, onClear }: SelectionBarProps) {
  const commands = networkCommands(actions).filter(
    ({ isSingle, group, isFor }) => !isSingle && group === 'remove' && isFor(rows),
  );
  return (
    <div className={styles.selectionBar} role="toolbar" aria-label="Actions for the selected networks">
      <span className={styles.selectionCount}>{rows.length} selected</span>
      {commands.map((command) => (
        <IconButton
          key={command.id}
          label={`${command.title.replace('…', '')}: ${counted(rows.length)}`}
          icon={command.icon}
          isDangerous={command.isDangerous}
          shortcut={command.shortcut && shownShortcut(command.shortcut)}
          onClick={() => command.run(rows)}
        />
      ))}
      <IconButton
        label="More actions for the selected networks"
        icon={<IconDots aria-hidden="true" />}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect();
          onMenu({ x: left, y: top });
        }}
      />
      <span className={styles.barDivider} />
      <IconButton label="Clear the selection" shortcut="Esc" icon={<IconX aria-hidden="true" />} onClick={onClear} />
    </div>
  );
}
