import { NativeSelect } from '@mantine/core';
import { engineName, useContexts, wordOf } from '../../contexts/index.ts';
import { t } from '../texts/index.ts';

interface ContextFieldProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** The engine that builds and has the image then. Where there is but one, nothing is asked. */
export function ContextField({ value, onChange }: ContextFieldProps) {
  const contexts = useContexts();
  if (contexts.length < 2) return null;
  return (
    <NativeSelect
      label={t('On the context')}
      description={t('Its engine builds it; the image is there then.')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={contexts.map((context) => ({
        value: context.name,
        label: `${context.name} · ${engineName(context) ?? wordOf(context.state)}`,
      }))}
    />
  );
}
