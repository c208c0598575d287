import { IconChevronRight, IconDots } from '@tabler/icons-react';
import { IconButton } from '../IconButton.tsx';
import type { RowGroup } from './listItems.ts';
import type { GroupLook } from './listTypes.ts';
import styles from './List.module.css';
import { t } from '../texts/index.ts';

interface GroupHeadingProps<Row> {
  readonly group: RowGroup<Row>;
  readonly look: GroupLook<Row>;
  readonly onToggle: (key: string) => void;
}

/** Opens and closes a group, says how much is in it, and what can be done to all of it. */
export function GroupHeading<Row>({ group, look, onToggle }: GroupHeadingProps<Row>) {
  const title = look.titleOf(group);
  return (
    <div className={styles.group}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.groupToggle}
        aria-expanded={group.isOpen}
        onClick={() => onToggle(group.key)}
      >
        <IconChevronRight size={14} aria-hidden="true" />
        <span className={styles.groupTitle} title={title}>
          {title}
        </span>
      </button>
      <span className={styles.groupCount}>{look.noteOf(group)}</span>
      <span className={styles.groupActions}>
        {look.actions?.(group)}
        <IconButton
          size="small"
          tabIndex={-1}
          data-menu=""
          label={t('More actions for {{title}}', { title })}
          icon={<IconDots aria-hidden="true" />}
        />
      </span>
    </div>
  );
}
