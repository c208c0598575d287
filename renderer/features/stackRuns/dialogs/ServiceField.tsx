import { NativeSelect } from '@mantine/core';
import type { ServiceToRun } from '../../../../contract/model/stackRun.ts';
import { t } from '../texts/index.ts';

interface ServiceFieldProps {
  readonly services: readonly ServiceToRun[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}

export function ServiceField({ services, value, onChange }: ServiceFieldProps) {
  return (
    <NativeSelect
      label={t('Service')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={services.map(({ name }) => name)}
    />
  );
}
