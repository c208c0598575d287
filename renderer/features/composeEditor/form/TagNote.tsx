import styles from './Form.module.css';

const MEANINGS: Readonly<Record<string, string>> = {
  '!reset': 'takes away what other files say',
  '!override': 'replaces what other files say',
};

/** A YAML tag of Compose, in words. */
export function TagNote({ tag }: { readonly tag: string }) {
  return (
    <span className={styles.note}>
      <code>{tag}</code> {MEANINGS[tag]}
    </span>
  );
}
