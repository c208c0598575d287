import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { BuildHistoryLimits } from '../../../contract/model/settings.ts';
import styles from './Settings.module.css';
import { t } from './texts/index.ts';

interface BuildHistoryFieldsProps {
  readonly limits: BuildHistoryLimits;
  readonly isDisabled: boolean;
  readonly onChange: (limits: BuildHistoryLimits) => void;
}

const FIELDS = [
  {
    key: 'count',
    get label() {
      return t('Most builds that are kept');
    },
    get suffix() {
      return t(' builds');
    },
    min: 1,
    max: 10_000,
  },
  {
    key: 'days',
    get label() {
      return t('Days for which builds are kept');
    },
    get suffix() {
      return t(' days');
    },
    min: 1,
    max: 3650,
  },
  {
    key: 'megabytes',
    get label() {
      return t('Megabytes that kept builds may take');
    },
    suffix: ' MB',
    min: 10,
    max: 100_000,
  },
] as const;

/** How much of past builds stays; the oldest go first. */
export function BuildHistoryFields({ limits, isDisabled, onChange }: BuildHistoryFieldsProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string | number>>>(limits);
  const [last, setLast] = useState(limits);
  if (last !== limits) {
    setLast(limits);
    setTyped(limits);
  }
  // Saved when a field is left, not with each digit.
  const commit = (key: keyof BuildHistoryLimits) => {
    const value = typed[key];
    if (typeof value !== 'number') setTyped(limits);
    else if (value !== limits[key]) onChange({ ...limits, [key]: value });
  };
  return (
    <span className={styles.numbers}>
      {FIELDS.map(({ key, label, suffix, min, max }) => (
        <NumberInput
          key={key}
          aria-label={label}
          w={118}
          {...{ suffix, min, max }}
          clampBehavior="strict"
          allowDecimal={false}
          disabled={isDisabled}
          value={typed[key]}
          onChange={(value) => setTyped({ ...typed, [key]: value })}
          onBlur={() => commit(key)}
          onKeyDown={(event) => event.key === 'Enter' && commit(key)}
        />
      ))}
    </span>
  );
}
