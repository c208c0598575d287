import { TextInput } from '@mantine/core';
import { isSecretName } from '../../../../contract/model/secretName.ts';
import type { DockerfileOutline } from '../../../../contract/model/buildContext.ts';
import type { BuildDraft } from './draft.ts';
import look from '../../../ui/form/Form.module.css';
import styles from './Form.module.css';
import { PairRows } from './PairRows.tsx';
import type { Problems } from './readDraft.ts';
import { t } from '../texts/index.ts';

interface ArgFieldsProps {
  readonly draft: BuildDraft;
  readonly onChange: (fields: Partial<BuildDraft>) => void;
  readonly problems: Problems;
  readonly outline?: DockerfileOutline;
}

/** Those that the Dockerfile declares, with their defaults, and any others. */
export function ArgFields({ draft, onChange, problems, outline }: ArgFieldsProps) {
  const declared = outline?.args ?? [];
  const set = (name: string, value: string) => onChange({ declared: { ...draft.declared, [name]: value } });
  return (
    <fieldset className={look.section}>
      <legend>{t('Build arguments')}</legend>
      {declared.map(({ name, defaultValue }) => (
        <div key={name} className={styles.argRow}>
          <label className={styles.argName} htmlFor={`arg-${name}`}>
            {name}
          </label>
          <TextInput
            id={`arg-${name}`}
            type={isSecretName(name) ? 'password' : 'text'}
            autoComplete="off"
            placeholder={defaultValue === undefined ? t('no default') : defaultValue === '' ? 'empty' : defaultValue}
            description={
              isSecretName(name)
                ? t('Goes by the environment and is not kept; but it stays in the image’s history. A secret does not.')
                : undefined
            }
            spellCheck={false}
            value={draft.declared[name] ?? ''}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
        </div>
      ))}
      <PairRows
        field="args"
        noun={t('Argument')}
        rows={draft.args}
        onChange={(args) => onChange({ args })}
        problems={problems}
      />
    </fieldset>
  );
}
