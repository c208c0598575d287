import { IconDots, IconX } from '@tabler/icons-react';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { IconButton, shownShortcut } from '../../../ui/index.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import { containerCommands } from '../actions/commands.tsx';
import type { ContainerActions } from '../actions/useActions.ts';
import styles from '../../../ui/list/List.module.css';

interface SelectionBarProps {
  readonly containers: readonly ContainerSummary[];
  readonly actions: ContainerActions;
  readonly onMenu: (at: Point) => void;
  readonly onClear: () => void;
}

const SHOWN = ['start', 'stop', 'restart', 'pause', 'unpause', 'remove'];

/** Over the end of the list while several are chosen. */
export function SelectionBar({ containers, actions, onMenu, onClear }: SelectionBarProps) {
  const commands = containerCommands(actions).filter(({ id, isFor }) => SHOWN.includes(id) && isFor(containers));
  return (
    <div className={styles.selectionBar} role="toolbar" aria-label="Actions for the selected containers">
      <span className={styles.selectionCount}>{containers.length} selected</span>
      {commands.map((command) => (
        <IconButton
          key={command.id}
          label={`${command.title.replace('…', '')} ${containers.length} containers`}
          icon={command.icon}
          isDangerous={command.isDangerous}
          shortcut={command.shortcut && shownShortcut(command.shortcut)}
          onClick={() => command.run(containers)}
        />
      ))}
      <IconButton
        label="More actions for the selected containers"
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
