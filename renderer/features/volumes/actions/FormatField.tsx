import { Select } from '@mantine/core';
import type { BackupFormat } from '../../../../contract/model/volume.ts';
import { t } from '../texts/index.ts';

const FORMATS: readonly { readonly value: BackupFormat; readonly label: string }[] = [
  {
    value: 'tar.zst',
    get label() {
      return t('tar.zst: small, and quick to write');
    },
  },
  {
    value: 'tar.gz',
    get label() {
      return t('tar.gz: small, and read everywhere');
    },
  },
  {
    value: 'tar',
    get label() {
      return t('tar: as large as the files, and the quickest');
    },
  },
];

interface FormatFieldProps {
  readonly value: BackupFormat;
  readonly onChange: (format: BackupFormat) => void;
}

export function FormatField({ value, onChange }: FormatFieldProps) {
  return (
    <Select
      label={t('Format')}
      data={[...FORMATS]}
      value={value}
      allowDeselect={false}
      onChange={(next) => onChange((next ?? 'tar.gz') as BackupFormat)}
    />
  );
}
