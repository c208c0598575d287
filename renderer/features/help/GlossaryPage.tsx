import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState, Page, PageHeader, SearchBox, Section, SectionLinks } from '../../ui/index.ts';
import { TermText } from './TermText.tsx';
import { terms } from './terms.ts';
import { t } from './texts/index.ts';

export function GlossaryPage() {
  const [query, setQuery] = useState('');
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = terms().filter(({ name, text, pitfalls }) => {
    const said = [name, text, ...pitfalls].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
  return (
    <Page isScrolling>
      <PageHeader title={t('Glossary')}>
        <SectionLinks
          label={t('Settings and help')}
          links={[
            { href: '/settings', label: t('Settings') },
            { href: '/troubleshooting', label: t('Troubleshooting') },
            { href: '/glossary', label: t('Glossary') },
          ]}
          current="/glossary"
        />
        <SearchBox label={t('Search the glossary')} value={query} onChange={setQuery} width="18rem" />
      </PageHeader>
      {shown.length === 0 && <EmptyState title={t('No term fits')}>{t('Try another word.')}</EmptyState>}
      {shown.map((term) => (
        <Section
          key={term.id}
          title={term.name}
          actions={term.place === undefined ? undefined : <Link href={term.place}>{t('Go there')}</Link>}
        >
          <TermText term={term} />
        </Section>
      ))}
    </Page>
  );
}
