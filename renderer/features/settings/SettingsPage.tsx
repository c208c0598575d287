import { Loader, NumberInput, SegmentedControl, Switch } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { Settings, SettingsPatch } from '../../../contract/model/settings.ts';
import { type Language, LANGUAGE_NAMES } from '../../i18n/index.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, Page, PageHeader, Section } from '../../ui/index.ts';
import { UpdatesSection } from '../appUpdates/index.ts';
import { CliToolsSection } from '../cliTools/index.ts';
import { DesktopSection, NotificationsSection } from '../notifications/index.ts';
import { FirstRunSection } from '../firstRun/index.ts';
import { About } from './About.tsx';
import { BuildHistoryRow } from './BuildHistoryRow.tsx';
import { useLayoutValue } from './layout.ts';
import styles from './Settings.module.css';
import { SettingRow } from './SettingRow.tsx';
import { useSettings } from './useSettings.ts';
import { t } from './texts/index.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const THEMES: readonly { readonly value: Settings['theme']; readonly label: string }[] = [
  {
    value: 'system',
    get label() {
      return t('System');
    },
  },
  {
    value: 'light',
    get label() {
      return t('Light');
    },
  },
  {
    value: 'dark',
    get label() {
      return t('Dark');
    },
  },
];

const languages = () => [
  { value: 'system' as const, label: t('System') },
  ...OWN_NAMES.map(([value, label]) => ({ value, label })),
];
const OWN_NAMES = Object.entries(LANGUAGE_NAMES) as [Language, string][];

export function SettingsPage() {
  const settings = useSettings();
  const [error, setError] = useState<AppError>();
  const [arePlainKeysOn, setPlainKeys] = useLayoutValue('shortcuts.plainKeys', isBoolean, true);
  const save = (patch: SettingsPatch) => {
    setError(undefined);
    client.app.updateSettings(patch).catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  return (
    <Page isScrolling>
      <PageHeader title={t('Settings')} />
      {error && <ErrorNotice isBlock error={error} />}
      {!settings && <Loader m="lg" aria-label={t('Loading')} />}
      {settings && (
        <Section title={t('General')}>
          <SettingRow label={t('Theme')} description={t('System follows the light or dark mode of the computer.')}>
            <SegmentedControl
              aria-label={t('Theme')}
              data={[...THEMES]}
              value={settings.theme}
              onChange={(value) => save({ theme: THEMES.find((theme) => theme.value === value)?.value })}
            />
          </SettingRow>
          <SettingRow
            label={t('Language')}
            description={t(
              'System is the first of the computer’s languages that Gantry speaks. What engines and tools say stays in their own words.',
            )}
          >
            <SegmentedControl
              aria-label={t('Language')}
              data={languages()}
              value={settings.language}
              onChange={(value) => save({ language: languages().find((language) => language.value === value)?.value })}
            />
          </SettingRow>
          <SettingRow
            label={t('Time to stop')}
            description={t('How long a container may take to end by itself before it is killed, as docker stop -t.')}
          >
            <StopTimeout
              value={settings.stopTimeoutSeconds}
              onChange={(value) => save({ stopTimeoutSeconds: value })}
            />
          </SettingRow>
          <SettingRow
            label={t('Start Gantry’s engine with the app')}
            description={t('Where no other engine answers; it is installed first if need be.')}
          >
            <Switch
              aria-label={t('Start Gantry’s engine with the app')}
              checked={settings.startEngine}
              onChange={(event) => save({ startEngine: event.currentTarget.checked })}
            />
          </SettingRow>
          <BuildHistoryRow limits={settings.buildHistory} onChange={(buildHistory) => save({ buildHistory })} />
          <SettingRow
            label={t('Shortcuts of single keys')}
            description={t(
              'Such as G then C. Turn them off where dictation or assistive software presses them; those with Ctrl or ⌘ stay.',
            )}
          >
            <Switch
              aria-label={t('Shortcuts of single keys')}
              checked={arePlainKeysOn}
              onChange={(event) => setPlainKeys(event.currentTarget.checked)}
            />
          </SettingRow>
        </Section>
      )}
      <div className={styles.about}>
        <NotificationsSection />
        <DesktopSection />
        <FirstRunSection />
        <CliToolsSection />
        <UpdatesSection />
        <About />
      </div>
    </Page>
  );
}

interface StopTimeoutProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Saved when the field is left, not with each digit. */
function StopTimeout({ value, onChange }: StopTimeoutProps) {
  const [typed, setTyped] = useState<string | number>(value);
  const [last, setLast] = useState(value);
  if (last !== value) {
    setLast(value);
    setTyped(value);
  }
  const commit = () => {
    if (typeof typed !== 'number') setTyped(value);
    else if (typed !== value) onChange(typed);
  };
  return (
    <NumberInput
      aria-label={t('Time to stop, in seconds')}
      w={110}
      suffix=" s"
      min={0}
      max={3600}
      clampBehavior="strict"
      allowDecimal={false}
      value={typed}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
