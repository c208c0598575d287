import { Popover } from '@mantine/core';
import { useState } from 'react';
import { deferred } from '../../ui/index.ts';
import styles from './Help.module.css';
import { type TermId, termName } from './termNames.ts';

const TermCard = deferred(async () => (await import('./TermCard.tsx')).TermCard);

/** The name of a term, in a sentence or after it; opens what the glossary says, and leaves all else as it is. */
export function TermLink({ term }: { readonly term: TermId }) {
  const [isOpen, setOpen] = useState(false);
  const name = termName(term);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={380} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.term} onClick={() => setOpen(!isOpen)}>
          {name}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name} aria-labelledby={undefined}>
        {/* Escape is for this alone, not for a dialog that it stands in. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it holds the keyboard while it is open */}
        <div className={styles.card} tabIndex={0} data-autofocus="" data-mantine-stop-propagation="true">
          <TermCard term={term} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
