import styles from './Form.module.css';
import { t } from '../texts/index.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  get '!reset'() {
    return t('takes away what other files say');
  },
  get '!override'() {
    return t('replaces what other files say');
  },
};

/** A YAML tag of Compose, in words. */
export function TagNote({ tag }: { readonly tag: string }) {
  return (
    <span className={styles.note}>
      <code>{tag}</code> {MEANINGS[tag]}
    </span>
  );
}
