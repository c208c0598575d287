import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { BuildDraft } from './draft.ts';
import look from '../../../ui/form/Form.module.css';
import styles from './Form.module.css';
import { PairRows } from './PairRows.tsx';
import type { Problems } from './readDraft.ts';
import { t } from '../texts/index.ts';

interface MoreFieldsProps {
  readonly draft: BuildDraft;
  readonly onChange: (fields: Partial<BuildDraft>) => void;
  readonly problems: Problems;
}

const OUTPUTS = [
  {
    value: 'default',
    get label() {
      return t('As the builder does by default');
    },
  },
  {
    value: 'load',
    get label() {
      return t('Into the images of this engine');
    },
  },
  {
    value: 'push',
    get label() {
      return t('Push to the registry');
    },
  },
  {
    value: 'custom',
    get label() {
      return t('Elsewhere (--output)…');
    },
  },
];
const NETWORKS = [
  {
    value: '',
    get label() {
      return t('Default');
    },
  },
  {
    value: 'none',
    get label() {
      return t('None');
    },
  },
  {
    value: 'host',
    get label() {
      return t('Host: that of the machine');
    },
  },
];

/** What most builds do not need. */
export function MoreFields({ draft, onChange, problems }: MoreFieldsProps) {
  const field = (name: 'platforms' | 'ssh' | 'builder' | 'outputValue', label: string, placeholder: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      spellCheck={false}
      value={draft[name]}
      error={problems[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  const list = (name: 'cacheFrom' | 'cacheTo', label: string, placeholder: string) => (
    <Textarea
      label={label}
      description={t('One a line.')}
      placeholder={placeholder}
      autosize
      minRows={1}
      maxRows={5}
      spellCheck={false}
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <details className={styles.more}>
      <summary>{t('More: platforms, output, cache, SSH, labels…')}</summary>
      <div className={look.grid}>
        {field('platforms', t('Platforms'), t('that of the engine, or linux/amd64,linux/arm64'))}
        {field('builder', t('Builder'), t('the current one of buildx'))}
        <NativeSelect
          label={t('Output')}
          data={OUTPUTS}
          value={draft.output}
          onChange={(event) => onChange({ output: event.currentTarget.value as BuildDraft['output'] })}
        />
        {draft.output === 'custom' && field('outputValue', t('Where to'), 'type=local,dest=out')}
        <NativeSelect
          label={t('Network of RUN')}
          data={NETWORKS}
          value={draft.network}
          onChange={(event) => onChange({ network: event.currentTarget.value })}
        />
        {field('ssh', 'SSH', t('default, or id=/path/to/key'))}
        {list('cacheFrom', t('Cache from'), 'type=registry,ref=me/app:cache')}
        {list('cacheTo', t('Cache to'), 'type=inline')}
      </div>
      <fieldset className={look.section}>
        <legend>{t('Labels')}</legend>
        <PairRows
          field="labels"
          noun={t('Label')}
          rows={draft.labels}
          onChange={(labels) => onChange({ labels })}
          problems={problems}
        />
      </fieldset>
    </details>
  );
}
