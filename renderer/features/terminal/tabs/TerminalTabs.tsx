// oxlint-disable jsx-a11y/prefer-tag-over-role -- a fieldset groups the fields of a form
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { IconButton } from '../../../ui/index.ts';
import styles from '../terminal.module.css';
import { t } from '../texts/index.ts';
import { WayOut } from './WayOut.tsx';

interface TerminalTab {
  readonly key: string;
  readonly title: string;
  /** The container, where tabs of several stand together. */
  readonly detail?: string;
  readonly hasEnded: boolean;
}

interface TerminalTabsProps {
  readonly tabs: readonly TerminalTab[];
  readonly value: string | undefined;
  readonly onChange: (key: string) => void;
  readonly onClose: (key: string) => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const tabId = (key: string) => `terminal-tab-${key}`;

/** Tabs that can be closed: with their button, a click with the middle button, or Delete. */
export function TerminalTabs({ tabs, value, onChange, onClose, actions, children }: TerminalTabsProps) {
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const index = tabs.findIndex(({ key }) => key === value);
    if (event.key === 'Delete' && value !== undefined) {
      // Else it would also be the shortcut that removes the container.
      event.preventDefault();
      return onClose(value);
    }
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = target === undefined ? undefined : tabs[(target + tabs.length) % tabs.length];
    if (!tab) return;
    event.preventDefault();
    onChange(tab.key);
    row.current?.querySelector<HTMLElement>(`[data-tab="${tab.key}"]`)?.focus();
  };

  return (
    <div className={styles.tabs}>
      <div className={styles.bar}>
        {/* A list of tabs may hold nothing but tabs: it owns them from beside their buttons. */}
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for the fields of a form */}
        <div ref={row} className={styles.row} role="group" aria-label={t('Open terminals')}>
          <span role="tablist" aria-label={t('Terminals')} aria-owns={tabs.map(({ key }) => tabId(key)).join(' ')} />
          {tabs.map(({ key, title, detail, hasEnded }) => (
            <span key={key} className={styles.tab} data-open={key === value || undefined} role="presentation">
              <button
                type="button"
                role="tab"
                id={tabId(key)}
                data-tab={key}
                className={styles.tabButton}
                aria-selected={key === value}
                aria-controls="terminal-panel"
                tabIndex={key === value ? 0 : -1}
                onClick={() => onChange(key)}
                onKeyDown={move}
                onAuxClick={(event) => event.button === 1 && onClose(key)}
              >
                {detail !== undefined && <span className={styles.tabDetail}>{detail}</span>}
                {title}
                {hasEnded && <span className={styles.tabEnded}>{t('ended')}</span>}
              </button>
              <IconButton
                size="small"
                label={
                  detail === undefined
                    ? t('Close {{title}}', { title })
                    : t('Close {{detail}} {{title}}', { detail, title })
                }
                icon={<IconX aria-hidden="true" />}
                onClick={() => onClose(key)}
              />
            </span>
          ))}
        </div>
        <WayOut />
        {actions}
      </div>
      <div
        className={styles.panel}
        role="tabpanel"
        id="terminal-panel"
        aria-labelledby={value === undefined ? undefined : tabId(value)}
      >
        {children}
      </div>
    </div>
  );
}
