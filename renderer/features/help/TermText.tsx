import styles from './Help.module.css';
import type { Term } from './terms.ts';
import { t } from './texts/index.ts';

export function TermText({ term: { text, pitfalls, name } }: { readonly term: Term }) {
  return (
    <>
      <p className={styles.text}>{text}</p>
      {pitfalls.length > 0 && (
        <ul className={styles.pitfalls} aria-label={t('What to look out for: {{name}}', { name })}>
          {pitfalls.map((pitfall) => (
            <li key={pitfall}>{pitfall}</li>
          ))}
        </ul>
      )}
    </>
  );
}
