import { IconChevronRight, IconDots, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import type { ContainerActions } from '../actions/useActions.ts';
import type { Group } from './listItems.ts';
import styles from '../../../ui/list/List.module.css';

interface GroupHeaderProps {
  readonly group: Group;
  readonly actions: ContainerActions;
  readonly onToggle: (stack: string) => void;
}

/** A stack: how many of its containers run, and what can be done to all of them. */
export function GroupHeader({ group, actions, onToggle }: GroupHeaderProps) {
  const { stack, containers, upCount, isOpen } = group;
  const name = stack === '' ? 'No stack' : stack;
  return (
    <div className={styles.group}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.groupToggle}
        aria-expanded={isOpen}
        onClick={() => onToggle(stack)}
      >
        <IconChevronRight size={14} aria-hidden="true" />
        {name}
      </button>
      <span className={styles.groupCount}>
        {upCount === containers.length ? containers.length : `${upCount} of ${containers.length} running`}
      </span>
      <span className={styles.groupActions}>
        {upCount < containers.length && (
          <IconButton
            size="small"
            tabIndex={-1}
            label={`Start all of ${name}`}
            icon={<IconPlayerPlay aria-hidden="true" />}
            onClick={() => actions.apply(containers, { type: 'start' })}
          />
        )}
        {upCount > 0 && (
          <>
            <IconButton
              size="small"
              tabIndex={-1}
              label={`Stop all of ${name}`}
              icon={<IconPlayerStop aria-hidden="true" />}
              onClick={() => actions.apply(containers, { type: 'stop' })}
            />
            <IconButton
              size="small"
              tabIndex={-1}
              label={`Restart all of ${name}`}
              icon={<IconRefresh aria-hidden="true" />}
              onClick={() => actions.apply(containers, { type: 'restart' })}
            />
          </>
        )}
        <IconButton
          size="small"
          tabIndex={-1}
          data-menu=""
          label={`More actions for ${name}`}
          icon={<IconDots aria-hidden="true" />}
        />
      </span>
    </div>
  );
}
