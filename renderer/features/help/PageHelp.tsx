import { IconHelp } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { deferred, IconButton } from '../../ui/index.ts';
import styles from './Help.module.css';
import { t } from './texts/index.ts';

const TermPopup = deferred(async () => (await import('./TermPopup.tsx')).TermPopup);

/** The pages that are about a term of Docker: the glossary has it by this address. */
const EXPLAINED = new Set([
  ...['containers', 'images', 'volumes', 'networks', 'registries', 'stacks', 'builds', 'logs', 'terminals'],
  ...['disk', 'engine', 'contexts', 'activity'],
]);

/** “What is this?” beside the title of a page, in a place that says nothing until somebody asks. */
export function PageHelp() {
  const [location] = useLocation();
  const page = location.split('/')[1] || 'containers';
  const [open, setOpen] = useState<string>();
  if (!EXPLAINED.has(page)) return null;
  return (
    <span className={styles.help}>
      <IconButton
        size="small"
        label={t('What is this?')}
        icon={<IconHelp />}
        aria-expanded={open === page}
        onClick={() => setOpen(open === page ? undefined : page)}
      />
      {open === page && <TermPopup place={`/${page}`} onClose={() => setOpen(undefined)} />}
    </span>
  );
}
