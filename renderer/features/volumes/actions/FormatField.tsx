import { Select } from '@mantine/core';
import type { BackupFormat } from '../../../../contract/model/volume.ts';

const FORMATS: readonly { readonly value: BackupFormat; readonly label: string }[] = [
  { value: 'tar.zst', label: 'tar.zst: small, and quick to write' },
  { value: 'tar.gz', label: 'tar.gz: small, and read everywhere' },
  { value: 'tar', label: 'tar: as large as the files, and the quickest' },
];

interface FormatFieldProps {
  readonly value: BackupFormat;
  readonly onChange: (format: BackupFormat) => void;
}

export function FormatField({ value, onChange }: FormatFieldProps) {
  return (
    <Select
      label="Format"
      data={[...FORMATS]}
      value={value}
      allowDeselect={false}
      onChange={(next) => onChange((next ?? 'tar.gz') as BackupFormat)}
    />
  );
}
