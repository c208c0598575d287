import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { NotificationChoices } from '../../../contract/model/shell.ts';
import { client, isDesktop } from '../../rpc/index.ts';
import { ControlRow, ErrorNotice, Section } from '../../ui/index.ts';
import { useLocked, useSettings } from '../settings/index.ts';
import { permission, usePermission } from './permission.ts';
import { t } from './texts/index.ts';

const rows = (): readonly { key: keyof NotificationChoices; label: string; description: string }[] => [
  { key: 'jobs', label: t('Long work that ended'), description: t('Pulls, builds, backups; failures always.') },
  { key: 'health', label: t('Changes of health'), description: t('A container is unhealthy, or healthy again.') },
  {
    key: 'crashLoops',
    label: t('Containers that end again and again'),
    description: t('Started again three times within two minutes.'),
  },
];

/** What is told by the system while nobody looks at Gantry. */
export function NotificationsSection() {
  const settings = useSettings();
  const locked = useLocked('notifications');
  const granted = usePermission();
  const [error, setError] = useState<AppError>();
  if (!settings) return null;
  const save = (change: Partial<NotificationChoices>) => {
    setError(undefined);
    client.app
      .updateSettings({ notifications: { ...settings.notifications, ...change } })
      .catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  return (
    <Section title={t('Notifications')} description={t('Only while you look elsewhere.')}>
      {error && <ErrorNotice isBlock error={error} />}
      {!isDesktop && granted !== 'granted' && (
        <ControlRow label={t('Notifications of the browser')} description={permissionWords(granted)}>
          {granted === 'default' && (
            <Button variant="default" onClick={() => void permission.ask()}>
              {t('Allow them…')}
            </Button>
          )}
        </ControlRow>
      )}
      {rows().map(({ key, label, description }) => (
        <ControlRow key={key} label={label} description={description} lockedReason={locked}>
          <Switch
            aria-label={label}
            checked={settings.notifications[key]}
            onChange={(event) => save({ [key]: event.currentTarget.checked })}
          />
        </ControlRow>
      ))}
    </Section>
  );
}

function permissionWords(granted: ReturnType<typeof usePermission>): string {
  if (granted === 'denied') return t('The browser forbids them to this page: allow them in its site settings.');
  if (granted === 'unsupported') return t('This browser has none.');
  return t('The browser asks you once. Until then nothing is told.');
}
