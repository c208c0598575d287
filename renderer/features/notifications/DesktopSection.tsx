import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { DesktopChoices } from '../../../contract/model/shell.ts';
import { client, isDesktop } from '../../rpc/index.ts';
import { ControlRow, ErrorNotice, Section } from '../../ui/index.ts';
import { useLocked, useSettings } from '../settings/index.ts';
import { t } from './texts/index.ts';

const switches = (): readonly {
  key: 'opensAtLogin' | 'startsHidden' | 'staysInTray';
  label: string;
  description: string;
}[] => [
  {
    key: 'opensAtLogin',
    label: t('Open at login'),
    description: t('Gantry starts when you sign in to this computer.'),
  },
  {
    key: 'startsHidden',
    label: t('Without a window'),
    description: t('When it is opened at login, it waits in the tray or menu bar.'),
  },
  {
    key: 'staysInTray',
    label: t('Stay in the tray'),
    description: t('Closing the window leaves Gantry in the tray or menu bar; quit it there.'),
  },
];

/** How the app behaves on the desktop; a browser has nothing of it. */
export function DesktopSection() {
  const settings = useSettings();
  const locked = useLocked('desktop');
  const [error, setError] = useState<AppError>();
  if (!isDesktop || !settings) return null;
  const { desktop } = settings;
  const save = (change: Partial<DesktopChoices>) => {
    setError(undefined);
    client.app
      .updateSettings({ desktop: { ...desktop, ...change } })
      .catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  const endings = [
    { value: 'ask', label: t('Ask') },
    { value: 'keep', label: t('Go on') },
    { value: 'stop', label: t('Are stopped') },
  ] satisfies { value: DesktopChoices['onQuit']; label: string }[];
  return (
    <Section title={t('Desktop')}>
      {error && <ErrorNotice isBlock error={error} />}
      {switches().map(({ key, label, description }) => (
        <ControlRow key={key} label={label} description={description} lockedReason={locked}>
          <Switch
            aria-label={label}
            checked={desktop[key]}
            disabled={key === 'startsHidden' && !desktop.opensAtLogin}
            onChange={(event) => save({ [key]: event.currentTarget.checked })}
          />
        </ControlRow>
      ))}
      <ControlRow
        label={t('When Gantry is quit, containers')}
        description={t('Those in Gantry’s own engine; those of other engines always go on.')}
        lockedReason={locked}
      >
        <SegmentedControl
          aria-label={t('When Gantry is quit, containers')}
          data={endings}
          disabled={locked !== undefined}
          value={desktop.onQuit}
          onChange={(value) => save({ onQuit: endings.find((one) => one.value === value)?.value ?? 'ask' })}
        />
      </ControlRow>
      <ControlRow
        label={t('Shortcut from anywhere')}
        description={t('Shows the window while another program is in front, such as mod+shift+g (mod is Ctrl or ⌘).')}
        lockedReason={locked}
      >
        <TextInput
          key={desktop.globalShortcut}
          aria-label={t('Shortcut from anywhere')}
          w={170}
          placeholder="mod+shift+g"
          defaultValue={desktop.globalShortcut}
          onBlur={(event) => {
            const globalShortcut = event.currentTarget.value.trim().toLowerCase();
            if (globalShortcut !== desktop.globalShortcut) save({ globalShortcut });
          }}
        />
      </ControlRow>
    </Section>
  );
}
