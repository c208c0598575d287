import styles from './Kbd.module.css';

interface KbdProps {
  /** Keys with a space between: `Ctrl K`. */
  readonly keys: string;
}

export function Kbd({ keys }: KbdProps) {
  return (
    <span className={styles.keys}>
      {keys.split(' ').map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
