import { Select } from '@mantine/core';

const AGES = [
  { value: '0', label: 'of any age' },
  { value: '24', label: 'older than a day' },
  { value: '168', label: 'older than a week' },
  { value: '720', label: 'older than 30 days' },
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
      label="Created"
      data={AGES}
      value={String(hours)}
      allowDeselect={false}
      onChange={(value) => onHours(Number(value) || undefined)}
    />
  );
}
