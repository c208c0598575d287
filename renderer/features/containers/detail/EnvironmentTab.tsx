import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyButton, EmptyState, IconButton, SearchBox, Toolbar } from '../../../ui/index.ts';
import styles from '../../../ui/detail/Detail.module.css';
import { isSecret, splitEnv } from './secrets.ts';
import { t } from '../texts/index.ts';

interface EnvironmentTabProps {
  readonly env: readonly string[];
}

/** Its variables; what looks like a secret is covered until it is asked for. */
export function EnvironmentTab({ env }: EnvironmentTabProps) {
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const pairs = env.map(splitEnv).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const wanted = search.trim().toLowerCase();
  const found = pairs.filter(
    ({ name, value }) =>
      name.toLowerCase().includes(wanted) || (!isSecret(name, value) && value.toLowerCase().includes(wanted)),
  );
  if (env.length === 0) return <EmptyState title={t('No variables are set')} />;
  const toggle = (name: string) => {
    const next = new Set(shown);
    if (!next.delete(name)) next.add(name);
    setShown(next);
  };
  return (
    <>
      <Toolbar label={t('Variables')}>
        <SearchBox
          label={t('Search variables')}
          value={search}
          onChange={setSearch}
          note={wanted === '' ? undefined : t('{{found}} of {{env}}', { found: found.length, env: env.length })}
        />
        <CopyButton text={() => env.join('\n')} label={t('Copy all as .env')} />
      </Toolbar>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('Name')}</th>
              <th>{t('Value')}</th>
              <th>
                <span className="g-visually-hidden">{t('Actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ name, value }) => {
              const isCovered = isSecret(name, value) && !shown.has(name);
              return (
                <tr key={name}>
                  <td className={styles.mono}>{name}</td>
                  <td className={styles.mono}>{isCovered ? <span aria-label={t('covered')}>••••••••</span> : value}</td>
                  <td className={styles.rowButtons}>
                    {isSecret(name, value) && (
                      <IconButton
                        size="small"
                        label={isCovered ? t('Show {{name}}', { name }) : t('Cover {{name}}', { name })}
                        icon={isCovered ? <IconEye aria-hidden="true" /> : <IconEyeOff aria-hidden="true" />}
                        onClick={() => toggle(name)}
                      />
                    )}
                    <CopyButton text={value} label={t('Copy the value of {{name}}', { name })} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {found.length === 0 && <EmptyState title={t('No variable fits the search')} />}
      </div>
    </>
  );
}
