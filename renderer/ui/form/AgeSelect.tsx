import { Select } from '@mantine/core';
import { t } from '../texts/index.ts';

const AGES = [
  {
    value: '0',
    get label() {
      return t('of any age');
    },
  },
  {
    value: '24',
    get label() {
      return t('older than a day');
    },
  },
  {
    value: '168',
    get label() {
      return t('older than a week');
    },
  },
  {
    value: '720',
    get label() {
      return t('older than 30 days');
    },
  },
];

interface AgeSelectProps {
  /** Undefined: of any age. */
  readonly hours: number | undefined;
  readonly onHours: (hours: number | undefined) => void;
}

/** How long ago something must have been made. */
export function AgeSelect({ hours = 0, onHours }: AgeSelectProps) {
  return (
    <Select
      label={t('Created')}
      data={AGES}
      value={String(hours)}
      allowDeselect={false}
      onChange={(value) => onHours(Number(value) || undefined)}
    />
  );
}
