import styles from './Jobs.module.css';

interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1; absent while it is not known. */
  readonly value: number | undefined;
}

export function ProgressBar({ label, value }: ProgressBarProps) {
  return (
    <progress
      className={styles.progress}
      aria-label={label}
      max={1}
      value={value}
      aria-valuetext={value === undefined ? undefined : `${Math.round(value * 100)}%`}
    />
  );
}
