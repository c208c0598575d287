import type { ComponentProps, ReactNode } from 'react';
import styles from './IconButton.module.css';

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  /** Its name for a screen reader, and its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Shown in the tooltip: `Ctrl K`. */
  readonly shortcut?: string;
  readonly isDangerous?: boolean;
  /** A toggle that is on. */
  readonly isPressed?: boolean;
  readonly size?: 'small' | 'normal';
};

/** A button that is only an icon. The tooltip comes from the one `TooltipLayer`, so hundreds of these cost nothing. */
export function IconButton({
  label,
  icon,
  shortcut,
  isDangerous,
  isPressed,
  size = 'normal',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${rest.className ?? ''}`}
      aria-label={label}
      aria-pressed={isPressed}
      data-tip={label}
      data-tip-keys={shortcut}
      data-size={size}
      data-danger={isDangerous || undefined}
    >
      {icon}
    </button>
  );
}
