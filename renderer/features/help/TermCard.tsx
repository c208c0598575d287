import styles from './Help.module.css';
import type { TermId } from './termNames.ts';
import { TermText } from './TermText.tsx';
import { terms } from './terms.ts';

/** What the glossary says of a term. */
export function TermCard({ term: wanted }: { readonly term: TermId }) {
  const term = terms().find(({ id }) => id === wanted);
  if (!term) return null;
  return (
    <>
      <h2 className={styles.name}>{term.name}</h2>
      <TermText term={term} />
    </>
  );
}
