import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { TemplateParameter } from '../../../../contract/model/template.ts';
import styles from '../NewStack.module.css';
import type { TakenPort } from './useTakenPorts.ts';
import { t } from '../texts/index.ts';

interface ParameterFieldProps {
  readonly parameter: TemplateParameter;
  readonly value: string;
  readonly taken: TakenPort | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One thing that a template asks for. */
export function ParameterField({ parameter, value, taken, error, onChange }: ParameterFieldProps) {
  const { label, description, type, choices = [] } = parameter;
  const common = { label, error, ...(description !== undefined && { description }) };
  if (type === 'choice') {
    return (
      <NativeSelect
        {...common}
        data={choices}
        value={value || choices[0]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (type === 'secret') {
    return (
      <PasswordInput
        {...common}
        placeholder={t('Made up at random')}
        autoComplete="new-password"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <div>
      <TextInput
        {...common}
        inputMode={type === 'text' ? 'text' : 'numeric'}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {taken && (
        <output className={styles.portOffer}>
          <span>{t('{{value}} is taken by {{owner}}.', { value, owner: taken.owner })}</span>
          {taken.suggestedPort !== undefined && (
            <Button variant="default" size="compact-xs" onClick={() => onChange(String(taken.suggestedPort))}>
              {t('Use {{port}}', { port: taken.suggestedPort })}
            </Button>
          )}
        </output>
      )}
    </div>
  );
}
