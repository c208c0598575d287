import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AppProxy } from '../../../contract/model/settings.ts';
import { Choice } from './Choice.tsx';
import { proxyProblem } from './proxyProblem.ts';
import styles from './Settings.module.css';
import { t } from './texts/index.ts';

interface ProxyFieldsProps {
  readonly proxy: AppProxy;
  readonly isDisabled: boolean;
  readonly onChange: (proxy: AppProxy) => void;
}

const FIELDS = ['http', 'https', 'noProxy'] as const;

/** The mode counts at once; an address when its field is left. */
export function ProxyFields({ proxy, isDisabled, onChange }: ProxyFieldsProps) {
  const [typed, setTyped] = useState(proxy);
  const [last, setLast] = useState(proxy);
  if (last !== proxy) {
    setLast(proxy);
    setTyped(proxy);
  }
  const words = {
    http: [t('Proxy for HTTP'), 'http://proxy.example:3128'],
    https: [t('Proxy for HTTPS'), 'http://proxy.example:3128'],
    noProxy: [t('Reached without a proxy'), 'localhost, .example.com, 10.0.0.0/8'],
  } as const;
  const problemOf = (key: (typeof FIELDS)[number]) => (key === 'noProxy' ? undefined : proxyProblem(typed[key]));
  const commit = () => {
    if (FIELDS.some((key) => problemOf(key) !== undefined)) return;
    if (FIELDS.some((key) => typed[key] !== proxy[key])) onChange(typed);
  };
  return (
    <div className={styles.proxy}>
      <Choice
        label={t('Proxy')}
        choices={[
          { value: 'system', label: t('System') },
          { value: 'manual', label: t('Manual') },
          { value: 'none', label: t('None') },
        ]}
        value={proxy.mode}
        isDisabled={isDisabled}
        onChange={(mode) => onChange({ ...proxy, mode })}
      />
      {proxy.mode === 'manual' &&
        FIELDS.map((key) => (
          <TextInput
            key={key}
            label={words[key][0]}
            placeholder={words[key][1]}
            spellCheck={false}
            disabled={isDisabled}
            value={typed[key]}
            error={problemOf(key)}
            onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
            onBlur={commit}
            onKeyDown={(event) => event.key === 'Enter' && commit()}
          />
        ))}
    </div>
  );
}
