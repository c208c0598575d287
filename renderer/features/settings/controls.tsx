import { NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import type { Settings, SettingsPatch } from '../../../contract/model/settings.ts';
import { type Language, LANGUAGE_NAMES } from '../../i18n/index.ts';
import { BuildHistoryFields } from './BuildHistoryFields.tsx';
import { Choice } from './Choice.tsx';
import { ProxyFields } from './ProxyFields.tsx';
import type { HereId } from './registry.ts';
import { t } from './texts/index.ts';

const OWN_NAMES = Object.entries(LANGUAGE_NAMES) as [Language, string][];

interface ControlProps {
  readonly id: HereId;
  readonly label: string;
  readonly settings: Settings;
  readonly isDisabled: boolean;
  readonly save: (patch: SettingsPatch) => void;
}

export function SettingControl({ id, label, settings, isDisabled, save }: ControlProps) {
  switch (id) {
    case 'theme':
      return (
        <Choice
          label={label}
          choices={[
            { value: 'system', label: t('System') },
            { value: 'light', label: t('Light') },
            { value: 'dark', label: t('Dark') },
          ]}
          value={settings.theme}
          isDisabled={isDisabled}
          onChange={(theme) => save({ theme })}
        />
      );
    case 'language':
      return (
        <Choice
          label={label}
          choices={[
            { value: 'system', label: t('System') },
            ...OWN_NAMES.map(([value, name]) => ({ value, label: name })),
          ]}
          value={settings.language}
          isDisabled={isDisabled}
          onChange={(language) => save({ language })}
        />
      );
    case 'plainKeys':
    case 'startEngine':
      return (
        <Switch
          aria-label={label}
          checked={settings[id]}
          disabled={isDisabled}
          onChange={(event) => save({ [id]: event.currentTarget.checked })}
        />
      );
    case 'stopTimeoutSeconds':
      return (
        <StopTimeout
          value={settings.stopTimeoutSeconds}
          isDisabled={isDisabled}
          onChange={(stopTimeoutSeconds) => save({ stopTimeoutSeconds })}
        />
      );
    case 'buildHistory':
      return (
        <BuildHistoryFields
          limits={settings.buildHistory}
          isDisabled={isDisabled}
          onChange={(buildHistory) => save({ buildHistory })}
        />
      );
    case 'proxy':
      return <ProxyFields proxy={settings.proxy} isDisabled={isDisabled} onChange={(proxy) => save({ proxy })} />;
  }
}

interface StopTimeoutProps {
  readonly value: number;
  readonly isDisabled: boolean;
  readonly onChange: (value: number) => void;
}

/** Saved when the field is left, not with each digit. */
function StopTimeout({ value, isDisabled, onChange }: StopTimeoutProps) {
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
      disabled={isDisabled}
      value={typed}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
