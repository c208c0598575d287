import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef } from 'react';
import styles from './Certificates.module.css';
import { t } from '../texts/index.ts';

interface NamesFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly offered: readonly string[];
  readonly onChange: (value: string) => void;
}

/** What clients may call the engine’s machine: only that is in its certificate. */
export function NamesField({ value, error, offered, onChange }: NamesFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []); // it comes after the dialog, which has put the focus elsewhere
  return (
    <div>
      <Textarea
        ref={field}
        label={t('Names and addresses of the engine’s machine')}
        description={t('One on each line. Clients refuse it under any other name.')}
        placeholder={'lab.example.org\n10.0.0.7'}
        rows={4}
        spellCheck={false}
        data-autofocus
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {offered.length > 0 && (
        <div className={styles.offered}>
          {t('Also:')}
          {offered.map((name) => (
            <Button
              key={name}
              size="compact-xs"
              variant="default"
              aria-label={t('Add {{name}}', { name })}
              onClick={() => onChange(`${value.replace(/\s+$/, '')}${value.trim() === '' ? '' : '\n'}${name}`)}
            >
              {name}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
