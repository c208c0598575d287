import { Kbd } from '../../../ui/index.ts';
import styles from '../terminal.module.css';
import { Sentence } from '../texts/index.ts';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** All other keys are the program’s, Tab too: without this nobody would find out by the keyboard alone. */
export const WayOut = () => (
  <span className={styles.wayOut}>
    <Sentence text="{{kbd}} leaves the terminal" parts={{ kbd: <Kbd keys={isMac ? '⌘ ↑' : 'Ctrl ⇧ ↑'} /> }} />
  </span>
);
