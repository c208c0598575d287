import { CopyButton } from './CopyButton.tsx';
import styles from './CommandLine.module.css';

interface CommandLineProps {
  /** The docker command; line breaks are kept. */
  readonly command: string;
  /** Its accessible name. */
  readonly label?: string;
}

/** The command that does the same, to read and to copy. */
export function CommandLine({ command, label = 'Docker command' }: CommandLineProps) {
  return (
    <figure className={styles.line} aria-label={label}>
      <code className={styles.text}>{command}</code>
      <CopyButton text={command} label="Copy the command" />
    </figure>
  );
}
