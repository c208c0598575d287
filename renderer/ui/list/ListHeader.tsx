import { IconColumns3, IconLayoutList } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from '../IconButton.tsx';
import { PageHeader } from '../Page.tsx';
import type { Point } from '../table/Table.tsx';
import type { ListAction, ListScope, ListView } from './listTypes.ts';
import styles from './List.module.css';
import { t } from '../texts/index.ts';

interface ListHeaderProps {
  readonly title: string;
  /** Before the search: pages that belong together. */
  readonly sections?: ReactNode;
  readonly search: ReactNode;
  readonly scope?: ListScope;
  readonly view: Pick<ListView, 'isGrouped' | 'setGrouped'>;
  /** “stack”; absent where the list has no groups. */
  readonly groupNoun?: string;
  readonly tools?: ReactNode;
  readonly actions?: ReactNode;
  readonly primary?: ListAction;
  readonly onColumnsMenu: (at: Point) => void;
}

export function ListHeader(props: ListHeaderProps) {
  const { title, sections, search, scope, view, groupNoun, tools, actions, primary, onColumnsMenu } = props;
  return (
    <PageHeader
      title={title}
      actions={
        <>
          <span className={styles.narrowHidden}>
            {groupNoun !== undefined && (
              <IconButton
                label={t('Group by {{groupNoun}}', { groupNoun })}
                isPressed={view.isGrouped}
                icon={<IconLayoutList aria-hidden="true" />}
                onClick={() => view.setGrouped(!view.isGrouped)}
              />
            )}
            <IconButton
              label={t('Choose columns')}
              aria-haspopup="menu"
              icon={<IconColumns3 aria-hidden="true" />}
              onClick={(event) => {
                const { left, bottom } = event.currentTarget.getBoundingClientRect();
                onColumnsMenu({ x: left, y: bottom });
              }}
            />
            {tools}
          </span>
          {actions}
          {primary && (
            <button
              type="button"
              className={styles.runButton}
              onClick={primary.run}
              aria-label={primary.title}
              data-tip={primary.title}
              data-tip-keys={primary.keys}
            >
              {primary.icon}
              <span className={styles.runLabel}>{primary.label}</span>
            </button>
          )}
        </>
      }
    >
      {sections}
      {search}
      {scope && (
        <fieldset
          className={scope.options.length > 2 ? `${styles.scope} ${styles.wideScope}` : styles.scope}
          aria-label={scope.label}
        >
          {scope.options.map(({ id, label, count }) => (
            <button key={id} type="button" aria-pressed={scope.chosen === id} onClick={() => scope.onChoose(id)}>
              {label}
              <span className={styles.scopeCount}>{count}</span>
            </button>
          ))}
        </fieldset>
      )}
    </PageHeader>
  );
}
