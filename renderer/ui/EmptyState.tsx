import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
  /** Something is wrong: said at once to whoever cannot see it. */
  readonly isAlert?: boolean;
}

/** In place of a list that has nothing to show. */
export function EmptyState({ icon, title, children, actions, isAlert = false }: EmptyStateProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where there is little room
    <div className={styles.empty} role={isAlert ? 'alert' : undefined} tabIndex={actions === undefined ? 0 : undefined}>
      {icon !== undefined && (
        <div className={styles.icon} aria-hidden="true">
          {icon}
        </div>
      )}
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
