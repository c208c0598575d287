import { IconColumns3, IconLayoutList, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton, PageHeader } from '../../../ui/index.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import styles from '../../../ui/list/List.module.css';

interface ListHeaderProps {
  readonly search: ReactNode;
  readonly isAll: boolean;
  readonly onAll: (isAll: boolean) => void;
  readonly counts: { readonly all: number; readonly running: number };
  readonly isGrouped: boolean;
  readonly onGrouped: (isGrouped: boolean) => void;
  readonly onColumnsMenu: (at: Point) => void;
  readonly onRun: () => void;
}

export function ListHeader(props: ListHeaderProps) {
  const { search, isAll, onAll, counts, isGrouped, onGrouped, onColumnsMenu, onRun } = props;
  const scope = (label: string, count: number, isOn: boolean, choose: () => void) => (
    <button type="button" aria-pressed={isOn} onClick={choose}>
      {label}
      <span className={styles.scopeCount}>{count}</span>
    </button>
  );
  return (
    <PageHeader
      title="Containers"
      actions={
        <>
          <span className={styles.narrowHidden}>
            <IconButton
              label="Group by stack"
              isPressed={isGrouped}
              icon={<IconLayoutList aria-hidden="true" />}
              onClick={() => onGrouped(!isGrouped)}
            />
            <IconButton
              label="Choose columns"
              aria-haspopup="menu"
              icon={<IconColumns3 aria-hidden="true" />}
              onClick={(event) => {
                const { left, bottom } = event.currentTarget.getBoundingClientRect();
                onColumnsMenu({ x: left, y: bottom });
              }}
            />
          </span>
          <button
            type="button"
            className={styles.runButton}
            onClick={onRun}
            aria-label="Run a container"
            data-tip="Run a container"
            data-tip-keys="C"
          >
            <IconPlus size={15} stroke={2} aria-hidden="true" />
            <span className={styles.runLabel}>Run</span>
          </button>
        </>
      }
    >
      {search}
      <fieldset className={styles.scope} aria-label="Which containers">
        {scope('All', counts.all, isAll, () => onAll(true))}
        {scope('Running', counts.running, !isAll, () => onAll(false))}
      </fieldset>
    </PageHeader>
  );
}
