import { useState } from 'react';
import { RELOADED_SETTINGS } from '../../../contract/model/daemonConfig.ts';
import { EmptyState, SearchBox, Section, Toolbar } from '../../ui/index.ts';
import styles from './Config.module.css';
import { fieldValue, readConfig, withField } from './configText.ts';
import { FieldRow } from './FieldRow.tsx';
import { fields, GROUPS, groupTitle } from './fields.ts';
import { configProblems } from './problems.ts';
import { plural, t } from './texts/index.ts';

interface ConfigFormProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** The keys that people change most. What else the text says is named, and stays. */
export function ConfigForm({ text, onChange }: ConfigFormProps) {
  const [query, setQuery] = useState('');
  const config = readConfig(text);
  if (!config) {
    return (
      <EmptyState title={t('The text cannot be read')}>
        {t('It is no JSON object, so there is no form of it. Correct it as text.')}
      </EmptyState>
    );
  }
  const all = fields();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = all.filter(({ label, help, path }) => {
    const said = `${label} ${help} ${path.join('.')}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const known = new Set(all.map(({ path }) => path[0]));
  const others = Object.keys(config).filter((key) => !known.has(key));
  const problems = configProblems(text);
  return (
    <>
      <Toolbar label={t('Find a setting of the engine')}>
        <SearchBox label={t('Search the engine’s settings')} value={query} onChange={setQuery} width="20rem" />
      </Toolbar>
      {shown.length === 0 && (
        <EmptyState title={t('No setting fits')}>{t('All others can be written as text.')}</EmptyState>
      )}
      {GROUPS.map((group) => {
        const rows = shown.filter((field) => field.group === group);
        return (
          rows.length > 0 && (
            <Section key={group} title={groupTitle(group)}>
              {rows.map((field) => (
                <FieldRow
                  key={field.path.join('.')}
                  field={field}
                  value={fieldValue(config, field.path)}
                  needsRestart={!RELOADED_SETTINGS.has(field.path[0])}
                  problem={problems.find(({ key }) => key === field.path[0])?.message}
                  onChange={(value) => onChange(withField(text, field.path, value))}
                />
              ))}
            </Section>
          )
        );
      })}
      {others.length > 0 && (
        <p className={styles.others}>
          {plural(others.length, '1 more setting stands in the text:', '{{count}} more settings stand in the text:')}{' '}
          <code>{others.join(', ')}</code>
        </p>
      )}
    </>
  );
}
