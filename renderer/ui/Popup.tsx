import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Popup.module.css';

interface PopupProps {
  /** Its accessible name. */
  readonly label: string;
  readonly onClose: () => void;
  /** Which edge of the trigger it keeps to. */
  readonly align: 'start' | 'end';
  readonly width: string;
  readonly children: ReactNode;
}

/**
 * A panel above its trigger, in the status bar: not modal, closed by Escape, a click elsewhere, or its trigger. Put it
 * beside the trigger in a `position: relative` box. Focus goes in, and back to the trigger afterwards.
 */
export function Popup({ label, onClose, align, width, children }: PopupProps) {
  const panel = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });

  useEffect(() => {
    const element = panel.current;
    const before = document.activeElement;
    (element?.querySelector<HTMLElement>('[data-first-focus]') ?? element)?.focus();
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !element?.parentElement?.contains(target)) close.current();
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true);
      const isFocusLost = document.activeElement === document.body || element?.contains(document.activeElement);
      if (isFocusLost && before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    <dialog
      open
      ref={panel}
      className={styles.popup}
      data-edge={align}
      style={{ width }}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          moveFocus(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1, event);
        }
      }}
    >
      {children}
    </dialog>
  );
}

// Up and down go through what is marked as a row, so that a list of choices works as a list.
function moveFocus(panel: HTMLElement, by: 1 | -1, event: { preventDefault: () => void }): void {
  const rows = [...panel.querySelectorAll<HTMLElement>('[data-row]')];
  const index = rows.findIndex((row) => row === document.activeElement);
  if (rows.length === 0 || (index < 0 && document.activeElement !== panel)) return;
  event.preventDefault();
  rows[(index + by + rows.length) % rows.length]?.focus();
}
