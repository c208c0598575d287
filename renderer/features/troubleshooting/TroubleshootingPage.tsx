import { Page, PageHeader, SectionLinks } from '../../ui/index.ts';
import { Diagnostics } from './Diagnostics.tsx';
import { Findings } from './Findings.tsx';
import { AppLogSection } from './AppLogSection.tsx';
import { ResetSection } from './ResetSection.tsx';
import { SelfTest } from './SelfTest.tsx';
import { t } from './texts/index.ts';

/** When something does not work: what it is, who can be shown what, and a way to begin anew. */
export function TroubleshootingPage() {
  return (
    <Page isScrolling>
      <PageHeader title={t('Troubleshooting')}>
        <SectionLinks
          label={t('Settings and help')}
          links={[
            { href: '/settings', label: t('Settings') },
            { href: '/troubleshooting', label: t('Troubleshooting') },
            { href: '/glossary', label: t('Glossary') },
          ]}
          current="/troubleshooting"
        />
      </PageHeader>
      <SelfTest />
      <Findings />
      <Diagnostics />
      <AppLogSection />
      <ResetSection />
    </Page>
  );
}
