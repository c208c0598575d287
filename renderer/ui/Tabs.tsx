import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './Tabs.module.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A number beside the label. */
  readonly count?: number;
}

interface TabsProps<Id extends string> {
  /** Names the row of tabs for a screen reader. */
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** The panel of the tab that is open. */
  readonly children: ReactNode;
  /** At the right end of the row. */
  readonly actions?: ReactNode;
}

/** A row of tabs over one panel. Arrow keys move, as in the ARIA pattern; the panel fills what is left. */
export function Tabs<Id extends string>({ label, tabs, value, onChange, children, actions }: TabsProps<Id>) {
  const prefix = useId();
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const index = tabs.findIndex((tab) => tab.id === value);
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = target === undefined ? undefined : tabs[(target + tabs.length) % tabs.length];
    if (!tab) return;
    event.preventDefault();
    onChange(tab.id);
    row.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div className={styles.bar}>
        <div ref={row} className={styles.row} role="tablist" aria-label={label} onKeyDown={move} tabIndex={-1}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${prefix}-${tab.id}`}
              data-tab={tab.id}
              className={styles.tab}
              aria-selected={tab.id === value}
              aria-controls={`${prefix}-panel`}
              tabIndex={tab.id === value ? 0 : -1}
              onClick={() => onChange(tab.id)}
            >
              {tab.label}
              {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
            </button>
          ))}
        </div>
        {actions}
      </div>
      <div className={styles.panel} role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${value}`}>
        {children}
      </div>
    </div>
  );
}
