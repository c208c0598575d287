import { Loader } from '@mantine/core';
import { IconAdjustmentsOff, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { PolicyStatus } from '../../../contract/model/settingPath.ts';
import type { Settings, SettingsPatch } from '../../../contract/model/settings.ts';
import { client } from '../../rpc/index.ts';
import {
  EmptyState,
  ErrorNotice,
  LockedNote,
  Page,
  PageHeader,
  SearchBox,
  Section,
  SectionLinks,
} from '../../ui/index.ts';
import { UpdatesSection } from '../appUpdates/index.ts';
import { CliToolsSection } from '../cliTools/index.ts';
import { DesktopSection, NotificationsSection } from '../notifications/index.ts';
import { FirstRunSection } from '../firstRun/index.ts';
import { About } from './About.tsx';
import { SettingControl } from './controls.tsx';
import { DEFAULTS, defaultWords, isDefault } from './defaults.ts';
import { FileSection } from './FileSection.tsx';
import { findSettings } from './findSettings.ts';
import { Managed } from './Managed.tsx';
import { type LinkedSetting, SECTIONS, type SettingEntry, settingEntries, sectionTitle } from './registry.ts';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';
import { t } from './texts/index.ts';
import { lockedReason, usePolicy } from './usePolicy.ts';
import { useSettings } from './useSettings.ts';

const OWN_SECTIONS = {
  notifications: NotificationsSection,
  desktop: DesktopSection,
  firstRun: FirstRunSection,
  tools: CliToolsSection,
  updates: UpdatesSection,
  file: FileSection,
  about: About,
} as const;

export function SettingsPage() {
  const settings = useSettings();
  const policy = usePolicy();
  const [query, setQuery] = useState('');
  const [error, setError] = useState<AppError>();
  const save = (patch: SettingsPatch) => {
    setError(undefined);
    client.app.updateSettings(patch).catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  const all = settingEntries();
  const found = findSettings(all, query);
  return (
    <Page isScrolling>
      <PageHeader title={t('Settings')}>
        <SectionLinks
          label={t('Settings and help')}
          links={[
            { href: '/settings', label: t('Settings') },
            { href: '/troubleshooting', label: t('Troubleshooting') },
            { href: '/glossary', label: t('Glossary') },
          ]}
          current="/settings"
        />
        <SearchBox
          label={t('Search settings')}
          value={query}
          onChange={setQuery}
          width="20rem"
          note={query === '' ? undefined : t('{{found}} of {{all}}', { found: found.length, all: all.length })}
        />
      </PageHeader>
      {error && <ErrorNotice isBlock error={error} />}
      <Managed policy={policy} />
      {!settings && <Loader m="lg" aria-label={t('Loading')} />}
      {settings && found.length === 0 && (
        <EmptyState icon={<IconAdjustmentsOff />} title={t('No setting fits')}>
          {t('Try another word, or what it does instead of what it is called.')}
        </EmptyState>
      )}
      {settings &&
        SECTIONS.map((id) => {
          const entries = found.filter(({ section }) => section === id);
          if (entries.length === 0) return null;
          if (id in OWN_SECTIONS) {
            const Own = OWN_SECTIONS[id as keyof typeof OWN_SECTIONS];
            return <Own key={id} />;
          }
          return (
            <Section key={id} title={sectionTitle(id)}>
              {entries.map((entry) => (
                <Entry key={entry.id} {...{ entry, settings, policy, save }} />
              ))}
            </Section>
          );
        })}
    </Page>
  );
}

interface EntryProps {
  readonly entry: SettingEntry;
  readonly settings: Settings;
  readonly policy: PolicyStatus;
  readonly save: (patch: SettingsPatch) => void;
}

function Entry({ entry, settings, policy, save }: EntryProps) {
  if (entry.kind !== 'here') return <Elsewhere entry={entry} policy={policy} />;
  const { id, label, help } = entry;
  const locked = lockedReason(policy, [id]);
  return (
    <SettingRow
      label={label}
      description={help}
      standard={defaultWords(id)}
      onReset={isDefault(id, settings) ? undefined : () => save({ [id]: DEFAULTS[id] })}
      lockedReason={locked}
    >
      <SettingControl {...{ id, label, settings, save }} isDisabled={locked !== undefined} />
    </SettingRow>
  );
}

function Elsewhere({ entry, policy }: { readonly entry: LinkedSetting; readonly policy: PolicyStatus }) {
  const { label, help, href = '/', paths = [] } = entry;
  const locked = lockedReason(policy, paths);
  return (
    <Link href={href} className={styles.link}>
      <span className={styles.linkWords}>
        <span className={styles.linkLabel}>{label}</span>
        <span className={styles.description}>{help}</span>
        {locked !== undefined && <LockedNote reason={locked} />}
      </span>
      <IconChevronRight aria-hidden="true" />
    </Link>
  );
}
