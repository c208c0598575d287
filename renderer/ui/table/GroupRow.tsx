// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be <tr>: the browser would drop their roles
import { memo, type ReactNode } from 'react';
import styles from './Table.module.css';

interface GroupRowProps<Group> {
  readonly id: string;
  readonly group: Group;
  readonly index: number;
  readonly top: number;
  readonly columnCount: number;
  readonly isTabStop: boolean;
  readonly isMarked: boolean;
  readonly render: (group: Group) => ReactNode;
}

function GroupOf<Group>({ id, group, index, top, columnCount, isTabStop, isMarked, render }: GroupRowProps<Group>) {
  return (
    <div
      role="row"
      className={styles.group}
      style={{ top }}
      data-row={id}
      data-group=""
      data-marked={isMarked || undefined}
      aria-rowindex={index + 2}
      tabIndex={isTabStop ? 0 : -1}
    >
      <div role="gridcell" className={styles.groupCell} aria-colspan={columnCount + 2}>
        {render(group)}
      </div>
    </div>
  );
}

export const GroupRow = memo(GroupOf) as typeof GroupOf;
